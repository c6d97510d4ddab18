namespace Stampede.IntegrationTests;

/// <summary>Tests of the run store: they share one server, each with a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class StoreCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "stores";
}
