using System.Globalization;

namespace Stampede.Engine;

/// <summary>
/// Reads one threshold: <c>[request ": "] metric comparison number[unit] ["abort" ["after" time-span]]</c>. Written by hand so that each error can say
/// what is allowed at its place.
/// </summary>
internal sealed class ThresholdParser(string text)
{
    private const string Example = "a condition such as p(99) < 500ms or failure_rate < 1%";

    private readonly ThresholdCursor _cursor = new(text);

    public ThresholdRule Parse()
    {
        _cursor.SkipSpaces();
        if (_cursor.AtEnd)
        {
            _cursor.Fail(_cursor.Position, "it is empty", Example);
        }

        var start = _cursor.Position;
        var target = new ThresholdTarget(text).Read(_cursor);
        var end = _cursor.Position;
        var rule = new ThresholdSubject(_cursor).Read() with { Target = target };
        if (target is not null && rule.Metric == ThresholdMetric.Checks)
        {
            _cursor.Position = end - 1;
            _cursor.Fail(start, "checks are counted by their own names, not by request", "the check without a request before it");
        }

        rule = rule with { Comparison = ReadComparison() };
        rule = rule with { Limit = ReadLimit(rule.Quantity) };
        return rule with { AbortAfter = ReadAbort(rule) };
    }

    private Comparison ReadComparison()
    {
        _cursor.SkipSpaces();
        var start = _cursor.Position;
        var symbol = _cursor.Take(c => c is '<' or '>' or '=' or '!');
        if (symbol.Length == 0)
        {
            _cursor.FailHere("a comparison", Comparisons.Allowed);
        }

        if (Comparisons.Of(symbol) is not { } comparison)
        {
            var meant = symbol switch
            {
                "=" => "==",
                "=<" => "<=",
                "=>" => ">=",
                "<>" or "=!" or "!==" => "!=",
                _ => null,
            };
            _cursor.Fail(start, $"'{symbol}' is no comparison{ThresholdWords.DidYouMean(meant)}", Comparisons.Allowed);
            return default;
        }

        return comparison;
    }

    private double ReadLimit(Quantity quantity)
    {
        _cursor.SkipSpaces();
        var start = _cursor.Position;
        var digits = _cursor.Take(c => char.IsAsciiDigit(c) || c == '.');
        if (digits.Length == 0)
        {
            _cursor.FailHere("a number", $"a number, 0 or more, and its unit: {ThresholdUnits.Allowed(quantity)}");
        }

        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1e15m)
        {
            _cursor.Fail(start, $"'{digits}' is no number", "a number of 0 to 10^15 with a decimal point or without");
        }

        var (unit, factor) = ReadUnit(quantity);
        if (quantity == Quantity.Share && number * factor > 1)
        {
            var meant = unit.Length == 0 && number <= 100 ? $"{digits}%" : null;
            _cursor.Fail(start, $"'{digits}{unit}' is more than everything{ThresholdWords.DidYouMean(meant)}", "0% to 100%, or without % a share from 0 to 1");
        }

        // In decimal up to here: 99.9 % must be the double nearest to 0.999, as 999 of 1000 is.
        return (double)(number * factor);
    }

    private (string Unit, decimal Factor) ReadUnit(Quantity quantity)
    {
        var end = _cursor.Position;
        _cursor.SkipSpaces();
        var start = _cursor.Position;
        var unit = _cursor.Take(c => !char.IsWhiteSpace(c));
        var units = ThresholdUnits.Of(quantity);
        if (unit == "abort" || unit.Length == 0)
        {
            _cursor.Position = end;
            return units[0];
        }

        var index = Array.FindIndex(units, u => u.Unit == unit);
        if (index < 0)
        {
            var meant = ThresholdUnits.Meant(unit) ?? NearestWord.Of(unit, [.. units.Select(u => u.Unit), "abort"]);
            _cursor.Fail(start, $"'{unit}' is no unit of {ThresholdUnits.Name(quantity)}{ThresholdWords.DidYouMean(meant)}", ThresholdUnits.Allowed(quantity));
        }

        return units[index];
    }

    private TimeSpan? ReadAbort(ThresholdRule rule)
    {
        var start = ReadWord("abort", "the end, abort, or abort after a time span");
        if (start < 0)
        {
            return null;
        }

        if (ReadWord("after", "the end, or after and a time span") < 0)
        {
            if (rule is { Quantity: Quantity.Count, Comparison: Comparison.Greater or Comparison.GreaterOrEqual })
            {
                _cursor.Position = text.Length;
                _cursor.Fail(start, "a count begins at 0, so this would end the run in its first second", "abort after and a time span, such as abort after 30s");
            }

            return TimeSpan.Zero;
        }

        _cursor.SkipSpaces();
        var from = _cursor.Position;
        if (!TimeSpanText.TryParse(_cursor.Take(c => !char.IsWhiteSpace(c)), out var delay))
        {
            _cursor.Position = from;
            _cursor.FailHere("a time span", "a time span such as 30s, 1m30s or 30 (seconds)");
        }

        _cursor.SkipSpaces();
        if (!_cursor.AtEnd)
        {
            _cursor.FailHere("the end", "nothing more");
        }

        return delay;
    }

    // Where the word begins; -1 at the end of the text.
    private int ReadWord(string word, string allowed)
    {
        _cursor.SkipSpaces();
        if (_cursor.AtEnd)
        {
            return -1;
        }

        var start = _cursor.Position;
        var found = _cursor.Take(c => !char.IsWhiteSpace(c));
        if (found != word)
        {
            _cursor.Fail(start, $"'{found}' has no meaning here{ThresholdWords.DidYouMean(NearestWord.Of(found, [word]))}", allowed);
        }

        return start;
    }
}
