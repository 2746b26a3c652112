"""From Bedarf to effect: analysis, target and actual, recommendation, decision, measure, evaluation."""
