"""What is asked: a question, its filters, the incidents that answer, and their sums."""
