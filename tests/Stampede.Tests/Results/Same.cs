using System.Collections;
using System.Reflection;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Compares two objects member by member, through records, lists and dictionaries, and names the first place that differs.</summary>
internal static class Same
{
    public static void As(object? expected, object? actual, string place = "")
    {
        if (expected is null || actual is null)
        {
            Assert.True(expected is null && actual is null, $"{place}: expected {expected ?? "null"}, found {actual ?? "null"}");
        }
        else if (expected is Histogram a && actual is Histogram b)
        {
            Assert.True((a.Count, a.Sum, a.Min, a.Max) == (b.Count, b.Sum, b.Min, b.Max) && a.Encode() == b.Encode(), $"{place}: histograms differ");
        }
        else if (expected is string or ValueType && expected is not IEnumerable and not FailureKey)
        {
            Assert.True(expected.Equals(actual), $"{place}: expected {expected}, found {actual}");
        }
        else if (expected is string)
        {
            Assert.True(expected.Equals(actual), $"{place}: expected {expected}, found {actual}");
        }
        else if (expected is IDictionary map)
        {
            Maps(map, (IDictionary)actual, place);
        }
        else if (expected is IEnumerable list)
        {
            Lists([.. list.Cast<object?>()], [.. ((IEnumerable)actual).Cast<object?>()], place);
        }
        else
        {
            foreach (var property in expected.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.GetIndexParameters().Length == 0)
                {
                    As(property.GetValue(expected), property.GetValue(actual), $"{place}.{property.Name}");
                }
            }
        }
    }

    private static void Maps(IDictionary expected, IDictionary actual, string place)
    {
        Assert.True(expected.Count == actual.Count, $"{place}: expected {expected.Count} members, found {actual.Count}");
        foreach (DictionaryEntry entry in expected)
        {
            Assert.True(actual.Contains(entry.Key), $"{place}: {entry.Key} is missing");
            As(entry.Value, actual[entry.Key], $"{place}[{entry.Key}]");
        }
    }

    private static void Lists(List<object?> expected, List<object?> actual, string place)
    {
        Assert.True(expected.Count == actual.Count, $"{place}: expected {expected.Count} elements, found {actual.Count}");
        for (var i = 0; i < expected.Count; i++)
        {
            As(expected[i], actual[i], $"{place}[{i}]");
        }
    }
}
