using Stampede.IntegrationTests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Stampede.IntegrationTests;

/// <summary>Tests that take longest begin first: begun last, they would run alone at the end. The others come in xUnit's order.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    // The packages come third: their build holds up all others, of which the first need some.
    private static readonly string[] Long = [Measuring.Name, StoreCollection.Name, nameof(PackageTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Rank)];

    private static int Rank<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var name = collection.TestCollectionDisplayName;
        var rank = Array.FindIndex(Long, text => name == text || name.Contains($".{text} ", StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
