using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>
/// Reads one threshold: <c>[[request] [selection] ": "] metric [selection] comparison (number[unit] ["over" time-span] ["abort" ["after" time-span]] | number "x" selection)</c>.
/// Written by hand so that each error can say what is allowed at its place.
/// </summary>
internal sealed class ThresholdParser
{
    private const string Example = "a condition such as p(99) < 500ms or failure_rate < 1%";

    private readonly string _text;
    private readonly ThresholdCursor _cursor;
    private readonly ThresholdSelector _selector;

    public ThresholdParser(string text)
    {
        _text = text;
        _cursor = new ThresholdCursor(text);
        _selector = new ThresholdSelector(_cursor);
    }

    public ThresholdRule Parse()
    {
        _cursor.SkipSpaces();
        if (_cursor.AtEnd)
        {
            _cursor.Fail(_cursor.Position, "it is empty", Example);
        }

        var start = _cursor.Position;
        var target = new ThresholdTarget(_text, _cursor, _selector).Read();
        var end = _cursor.Position;
        var rule = new ThresholdSubject(_cursor, _selector).Read() with { Target = target };
        if (target is not null && !rule.IsOfRequests)
        {
            _cursor.Position = end - 1;
            var (what, allowed) = rule.Metric == ThresholdMetric.Checks
                ? ("checks are counted by their own names, not by request", "the check without a request before it")
                : ("this is not counted by request", "the condition without a request before it");
            _cursor.Fail(start, what, allowed);
        }

        var place = _cursor.Position;
        _selector.TryRead();
        rule = rule with { Selection = _selector.Selection, SelectionPlace = _selector.Selection is null ? place..place : _selector.Place };
        CheckSelection(rule, rule.Selection, rule.SelectionPlace);
        rule = rule with { Comparison = ReadComparison() };
        rule = ReadLimit(rule);
        if (rule.Reference is not null)
        {
            RefuseMore("what other requests say is compared over the whole run: nothing more");
            return rule;
        }

        rule = rule with { Over = ReadOver() };
        return rule with { AbortAfter = ReadAbort(rule) };
    }

    private void CheckSelection(ThresholdRule rule, RequestSelection? of, Range place)
    {
        if (of is { } selection && ThresholdSelector.Keys.FirstOrDefault(k => ThresholdSelector.Value(selection, k) is not null && !rule.SelectionKeys.Contains(k)) is { } wrong)
        {
            _cursor.Position = place.End.Value;
            _cursor.Fail(
                place.Start.Value,
                $"this is not counted by {wrong}",
                rule.SelectionKeys is [var only] ? $"{only}: and a name, such as {{{only}:name}}, or no selection" : "no selection: checks, transactions and the test's own metrics are counted over all users");
        }
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

    private ThresholdRule ReadLimit(ThresholdRule rule)
    {
        var quantity = rule.Quantity;
        _cursor.SkipSpaces();
        var start = _cursor.Position;
        var sign = quantity == Quantity.Number && _cursor.Take('-') ? -1 : 1;
        var digits = _cursor.Take(c => char.IsAsciiDigit(c) || c == '.');
        if (digits.Length == 0)
        {
            _cursor.FailHere("a number", $"a number{(quantity == Quantity.Number ? "" : ", 0 or more,")} and its unit: {ThresholdUnits.Allowed(quantity)}");
        }

        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1e15m)
        {
            _cursor.Fail(start, $"'{digits}' is no number", "a number of 0 to 10^15 with a decimal point or without");
        }

        if (quantity == Quantity.Time && TakeTimes())
        {
            return rule with { Limit = (double)number, Reference = ReadReference(rule) };
        }

        var (unit, factor) = ReadUnit(quantity);
        if (quantity == Quantity.Share && number * factor > 1)
        {
            var meant = unit.Length == 0 && number <= 100 ? $"{digits}%" : null;
            _cursor.Fail(start, $"'{digits}{unit}' is more than everything{ThresholdWords.DidYouMean(meant)}", "0% to 100%, or without % a share from 0 to 1");
        }

        // In decimal up to here: 99.9 % must be the double nearest to 0.999, as 999 of 1000 is.
        return rule with { Limit = (double)(sign * number * factor) };
    }

    // The x of 2x; where it begins a longer word, the cursor does not move.
    private bool TakeTimes()
    {
        var before = _cursor.Position;
        if (_cursor.Take('x') && (_cursor.AtEnd || _cursor.Current == '{' || char.IsWhiteSpace(_cursor.Current)))
        {
            return true;
        }

        _cursor.Position = before;
        return false;
    }

    private RequestSelection ReadReference(ThresholdRule rule)
    {
        var selector = new ThresholdSelector(_cursor);
        selector.TryRead();
        if (selector.Selection is not { } reference)
        {
            _cursor.FailHere("a selection", "the requests whose figure is compared with, such as 2x {load:one user}");
            return new();
        }

        CheckSelection(rule, reference, selector.Place);
        if (reference == rule.Selection)
        {
            _cursor.Fail(selector.Place.Start.Value, "that is compared with itself", "other requests than those before the comparison");
        }

        return reference;
    }

    private (string Unit, decimal Factor) ReadUnit(Quantity quantity)
    {
        var end = _cursor.Position;
        _cursor.SkipSpaces();
        var start = _cursor.Position;
        var unit = _cursor.Take(c => !char.IsWhiteSpace(c));
        var units = ThresholdUnits.Of(quantity);
        if (unit is "over" or "abort" or "")
        {
            _cursor.Position = end;
            return units[0];
        }

        var index = Array.FindIndex(units, u => u.Unit == unit);
        if (index < 0)
        {
            var meant = ThresholdUnits.Meant(unit) ?? NearestWord.Of(unit, [.. units.Select(u => u.Unit), "over", "abort"]);
            _cursor.Fail(start, $"'{unit}' is no unit of {ThresholdUnits.Name(quantity)}{ThresholdWords.DidYouMean(meant)}", ThresholdUnits.Allowed(quantity));
        }

        return units[index];
    }

    private TimeSpan? ReadOver()
    {
        if (!TakeWord("over"))
        {
            return null;
        }

        var length = ReadTimeSpan(out var start);
        if (length < TimeSpan.FromSeconds(1) || length.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            _cursor.Fail(start, $"'{_text[start.._cursor.Position]}' is no length of a window", "a time span of whole seconds such as 30s or 5m");
        }

        return length;
    }

    private TimeSpan? ReadAbort(ThresholdRule rule)
    {
        _cursor.SkipSpaces();
        if (_cursor.AtEnd)
        {
            return null;
        }

        var start = _cursor.Position;
        if (!TakeWord("abort"))
        {
            RefuseNext(rule.Over is null ? ["over", "abort"] : ["abort"], $"the end, {(rule.Over is null ? "over and a time span, " : "")}abort, or abort after a time span");
        }

        var end = _cursor.Position;
        _cursor.SkipSpaces();
        if (_cursor.AtEnd)
        {
            if (rule.FailsAtFirst)
            {
                _cursor.Position = end;
                _cursor.Fail(start, "a count begins at 0, so this would end the run in its first second", "abort after and a time span, such as abort after 30s");
            }

            return TimeSpan.Zero;
        }

        if (!TakeWord("after"))
        {
            RefuseNext(["after"], "the end, or after and a time span");
        }

        var delay = ReadTimeSpan(out _);
        RefuseMore("nothing more");
        return delay;
    }

    private void RefuseMore(string allowed)
    {
        _cursor.SkipSpaces();
        if (!_cursor.AtEnd)
        {
            _cursor.FailHere("the end", allowed);
        }
    }

    private TimeSpan ReadTimeSpan(out int start)
    {
        _cursor.SkipSpaces();
        start = _cursor.Position;
        if (!TimeSpanText.TryParse(_cursor.Take(c => !char.IsWhiteSpace(c)), out var time))
        {
            _cursor.Position = start;
            _cursor.FailHere("a time span", "a time span such as 30s, 1m30s or 30 (seconds)");
        }

        return time;
    }

    // Takes a word, spaces before it left out; where another is next, the cursor does not move.
    private bool TakeWord(string word)
    {
        var before = _cursor.Position;
        _cursor.SkipSpaces();
        if (_cursor.Take(c => !char.IsWhiteSpace(c)) == word)
        {
            return true;
        }

        _cursor.Position = before;
        return false;
    }

    [DoesNotReturn]
    private void RefuseNext(string[] words, string allowed)
    {
        _cursor.SkipSpaces();
        var start = _cursor.Position;
        var found = _cursor.Take(c => !char.IsWhiteSpace(c));
        _cursor.Fail(start, $"'{found}' has no meaning here{ThresholdWords.DidYouMean(NearestWord.Of(found, words))}", allowed);
    }
}
