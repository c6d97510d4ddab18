namespace Stampede.IntegrationTests;

/// <summary>Tests that build projects of the repository: one at a time, or they write the same files.</summary>
[CollectionDefinition(Name)]
public sealed class Builds
{
    public const string Name = "builds";
}
