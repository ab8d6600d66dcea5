"""Asks Beancount whether a journal of the ledger comes to what the engine says.

usage: check_journal.py JOURNAL BALANCES.csv

Beancount loads the journal, which must be without any error: every transaction balances, every account is opened once,
every balance assertion holds. Then each account of the CSV is added up from the transactions and compared, and a balance
that is changed by one fen must be refused: a check that cannot fail proves nothing.
"""

import csv
import sys
import tempfile
from collections import defaultdict
from decimal import Decimal

from beancount import loader
from beancount.core import data


def load(path):
    entries, errors, _ = loader.load_file(path)
    return entries, errors


def sums(entries):
    """Per account and currency what its postings come to."""
    found = defaultdict(Decimal)
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                found[posting.account, posting.units.currency] += posting.units.number
    return found


def smallest_units(number, currency, decimals):
    if currency == "POINTS":
        return int(number)
    units = number * 10**decimals
    if units != int(units):
        raise SystemExit(f"{number} {currency} is no whole number of smallest units")
    return int(units)


def with_one_fen_more(path):
    """The journal with its first balance assertion off by one fen."""
    lines = open(path, encoding="utf-8").read().splitlines(keepends=True)
    for place, line in enumerate(lines):
        words = line.split()
        if len(words) == 7 and words[1] == "balance" and words[6] != "POINTS":
            words[3] = str(Decimal(words[3]) + Decimal("0.01"))
            lines[place] = " ".join(words) + "\n"
            return "".join(lines)
    raise SystemExit("the journal has no balance assertion")


def main():
    journal, balances = sys.argv[1:3]
    entries, errors = load(journal)
    for error in errors:
        print(error.message)
    if errors:
        raise SystemExit(f"{len(errors)} errors")
    found = sums(entries)
    by_account = {}
    for (account, currency), number in found.items():
        if account in by_account:
            raise SystemExit(f"{account} has two currencies")
        by_account[account] = smallest_units(number, currency, 2)
    wrong = compared = 0
    with open(balances, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ours = int(row["smallest_units"])
            theirs = by_account.pop(row["account"], 0)
            compared += 1
            if ours != theirs:
                wrong += 1
                print(f"{row['account']}: the engine says {ours}, Beancount {theirs}")
    # Members' points have no roll-ups; the journal's assertions cover them.
    left = [name for name, sum in by_account.items() if sum and ":PointsHeld:" not in name]
    if left:
        raise SystemExit(f"the engine has no balance of {left}")
    if wrong or not compared:
        raise SystemExit(f"{wrong} of {compared} balances differ")
    with tempfile.NamedTemporaryFile("w", suffix=".beancount", encoding="utf-8") as file:
        file.write(with_one_fen_more(journal))
        file.flush()
        if not load(file.name)[1]:
            raise SystemExit("Beancount accepts a balance that is wrong by one fen")
    transactions = sum(isinstance(entry, data.Transaction) for entry in entries)
    print(f"{transactions} transactions, {compared} balances: Beancount comes to the same")


if __name__ == "__main__":
    main()
