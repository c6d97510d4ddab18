using AiGateway.Hosting;
using Samples;

namespace AiGateway.Peers;

/// <summary>Where the three services are: of this process once they listen, or elsewhere, as the command line says.</summary>
internal sealed class PeerAddresses
{
    private readonly Uri?[] _addresses = new Uri?[Enum.GetValues<Role>().Length];

    /// <summary>Those that are known, by name.</summary>
    public IReadOnlyDictionary<string, string> Known => Enum.GetValues<Role>()
        .Where(role => this[role] is not null)
        .ToDictionary(WireEnum<Role>.Text, role => this[role]!.GetLeftPart(UriPartial.Authority));

    public Uri? this[Role role]
    {
        get => Volatile.Read(ref _addresses[(int)role]);
        set => Volatile.Write(ref _addresses[(int)role], value);
    }
}
