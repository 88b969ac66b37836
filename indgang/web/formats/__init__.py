"""How days and times are written in each language, by names that templates use: |date:"DAY".

Django's own English is American, and has no name for a day with its weekday or its time.
"""
