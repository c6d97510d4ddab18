using System.Globalization;

namespace Stampede.Engine;

/// <summary>Reads what a threshold measures: <c>p(99)</c>, <c>service_time avg</c>, <c>failure_rate</c>, <c>check("name")</c>, <c>trend("name") max</c>.</summary>
internal sealed class ThresholdSubject(ThresholdCursor cursor, ThresholdSelector selector)
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
            return new ThresholdRule { Metric = ThresholdMetric.Checks, Check = ReadName("the check's name", "(\"name\"); without a name it is checks, all of them") };
        }

        if (ThresholdWords.Custom.TryGetValue(word, out var custom))
        {
            var rule = new ThresholdRule { Metric = custom, Custom = ReadName("the metric's name", "(\"name\")") };
            selector.TryRead();
            SkipColon();
            return ReadCustomFigure(rule);
        }

        if (ThresholdWords.Times.TryGetValue(word, out var time))
        {
            selector.TryRead();
            SkipColon();
            return ReadAggregation(new ThresholdRule { Metric = time }, ThresholdWords.AggregationsAllowed);
        }

        if (ThresholdWords.Figures.TryGetValue(word, out var figure))
        {
            selector.TryRead();
            SkipColon();
            return new ThresholdRule { Metric = figure };
        }

        cursor.Position = start;
        return ReadAggregation(new ThresholdRule { Metric = ThresholdMetric.ResponseTime }, ThresholdWords.Subjects);
    }

    // A trend has no figure of its own; the others have, and name another only where it is meant.
    private ThresholdRule ReadCustomFigure(ThresholdRule rule)
    {
        if (rule.Metric == ThresholdMetric.Trend)
        {
            return ReadAggregation(rule, ThresholdWords.AggregationsAllowed);
        }

        cursor.SkipSpaces();
        var start = cursor.Position;
        var word = Word();
        switch (rule.Metric, word)
        {
            case (_, ""):
            case (ThresholdMetric.Gauge, "last"):
                return rule;
            case (ThresholdMetric.Counter, "per_second"):
                return rule with { Aggregation = Aggregation.PerSecond };
            case (ThresholdMetric.Gauge, "min" or "max" or "avg"):
                cursor.Position = start;
                return ReadAggregation(rule, ThresholdWords.GaugeFigures);
            default:
                var (figures, allowed) = rule.Metric switch
                {
                    ThresholdMetric.Gauge => ((string[])["last", "min", "max", "avg"], ThresholdWords.GaugeFigures),
                    ThresholdMetric.Counter => (["per_second"], "a comparison, or per_second before it"),
                    _ => ([], "a comparison: a rate is one figure"),
                };
                cursor.Fail(start, $"'{word}' is none of its figures{ThresholdWords.DidYouMean(NearestWord.Of(word, figures))}", allowed);
                return rule;
        }
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

    private string ReadName(string missing, string allowed)
    {
        cursor.SkipSpaces();
        if (!cursor.Take('('))
        {
            cursor.FailHere(missing, allowed);
        }

        cursor.SkipSpaces();
        if (cursor.Current is not ('"' or '\''))
        {
            cursor.FailHere("a name in quotes", $"{missing} in quotes, single or double");
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

    // A colon may follow, as k6 writes it. Where none does, the cursor stays behind the last character.
    private void SkipColon()
    {
        var before = cursor.Position;
        cursor.SkipSpaces();
        if (!cursor.Take(':'))
        {
            cursor.Position = before;
        }
    }
}
