using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Stampede.Tests;

/// <summary>Runs a theory once per transport; further arguments stand after it.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothTransportsAttribute(params object[] arguments) : DataAttribute
{
    public object[] Arguments { get; } = arguments;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Transport>().Select(t => new TheoryDataRow([t, .. Arguments]))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
