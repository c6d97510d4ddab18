using System.Globalization;

namespace Stampede.Engine;

/// <summary>Reads what a threshold measures: <c>p(99)</c>, <c>service_time avg</c>, <c>failure_rate</c>, <c>check("name")</c>.</summary>
internal sealed class ThresholdSubject(ThresholdCursor cursor)
{
    public ThresholdRule Read()
    {
        cursor.SkipSpaces();
        var start = cursor.Position;
        var word = Word();
        if (word.Length == 0)
        {
            cursor.FailHere("a metric", ThresholdWords.Subjects);
        }

        if (word == "check")
        {
            return new ThresholdRule { Metric = ThresholdMetric.Checks, Check = ReadCheckName() };
        }

        if (ThresholdWords.Times.TryGetValue(word, out var time))
        {
            SkipColon();
            return ReadAggregation(new ThresholdRule { Metric = time }, ThresholdWords.AggregationsAllowed);
        }

        if (ThresholdWords.Figures.TryGetValue(word, out var figure))
        {
            SkipColon();
            return new ThresholdRule { Metric = figure };
        }

        cursor.Position = start;
        return ReadAggregation(new ThresholdRule { Metric = ThresholdMetric.ResponseTime }, ThresholdWords.Subjects);
    }

    private ThresholdRule ReadAggregation(ThresholdRule rule, string allowed)
    {
        cursor.SkipSpaces();
        var start = cursor.Position;
        var word = Word();
        if (word is ['p', >= '0' and <= '9', ..])
        {
            cursor.Position = start + 1;
            word = "p";
        }

        switch (word)
        {
            case "avg":
                return rule with { Aggregation = Aggregation.Average };
            case "min":
                return rule with { Aggregation = Aggregation.Minimum };
            case "max":
                return rule with { Aggregation = Aggregation.Maximum };
            case "count":
                return rule with { Aggregation = Aggregation.Count };
            case "med":
                return rule with { Aggregation = Aggregation.Percentile, Percentile = 50 };
            case "p":
                return rule with { Aggregation = Aggregation.Percentile, Percentile = ReadPercentile() };
            case "":
                cursor.FailHere("one of its figures", allowed);
                return rule;
            default:
                cursor.Fail(start, $"'{word}' is unknown{ThresholdWords.Hint(word)}", allowed);
                return rule;
        }
    }

    // p(99.9), or p99.9 for short.
    private double ReadPercentile()
    {
        var bracket = cursor.Take('(');
        cursor.SkipSpaces();
        var start = cursor.Position;
        var digits = cursor.Take(c => char.IsAsciiDigit(c) || c == '.');
        if (digits.Length == 0)
        {
            cursor.FailHere("a percentile", "p and a number from 0 to 100, such as p(99) or p(99.9)");
        }

        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentile) || percentile > 100)
        {
            cursor.Fail(start, $"'{digits}' is no percentile", "a number from 0 to 100");
        }

        cursor.SkipSpaces();
        if (bracket && !cursor.Take(')'))
        {
            cursor.FailHere("a closing bracket", ")");
        }

        return percentile;
    }

    private string ReadCheckName()
    {
        cursor.SkipSpaces();
        if (!cursor.Take('('))
        {
            cursor.FailHere("the check's name", "(\"name\"); without a name it is checks, all of them");
        }

        cursor.SkipSpaces();
        if (cursor.Current is not ('"' or '\''))
        {
            cursor.FailHere("a name in quotes", "the check's name in quotes, single or double");
        }

        var name = cursor.Quoted();
        cursor.SkipSpaces();
        if (!cursor.Take(')'))
        {
            cursor.FailHere("a closing bracket", ")");
        }

        return name;
    }

    private string Word() => cursor.Take(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private void SkipColon()
    {
        cursor.SkipSpaces();
        cursor.Take(':');
    }
}
