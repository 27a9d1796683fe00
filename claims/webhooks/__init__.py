"""What happens in a dossier, told to addresses outside by the rules of Standard Webhooks 1.0.

act -> outbox (a row, in the act's transaction) -> queue -> sending (signed, guarded, tried again for a day)
"""
