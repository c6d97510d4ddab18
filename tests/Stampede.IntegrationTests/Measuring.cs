namespace Stampede.IntegrationTests;

/// <summary>Tests whose assertions are about what load tests measured: one at a time, and beside them the others only.</summary>
[CollectionDefinition(Name)]
public sealed class Measuring
{
    public const string Name = "measuring";
}
