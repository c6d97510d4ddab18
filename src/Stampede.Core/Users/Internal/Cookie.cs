namespace Stampede.Engine;

/// <summary>One cookie of a jar.</summary>
internal sealed class Cookie
{
    /// <summary>name=value, as it goes into the Cookie header.</summary>
    public required byte[] Pair { get; set; }

    /// <summary>The length of the name within <see cref="Pair"/>.</summary>
    public required int NameLength { get; init; }

    /// <summary>Lower case, without a leading dot.</summary>
    public required string Domain { get; init; }

    /// <summary>Begins with a slash.</summary>
    public required string Path { get; init; }

    /// <summary>No Domain attribute: for exactly this host.</summary>
    public required bool IsHostOnly { get; set; }

    /// <summary>Only over https, or to this machine.</summary>
    public required bool IsSecure { get; set; }

    /// <summary>When it ends, in seconds since 1970; <see cref="long.MaxValue"/> for never in this run.</summary>
    public required long Expires { get; set; }

    /// <summary>Order of creation within its jar.</summary>
    public required int Sequence { get; init; }

    public ReadOnlySpan<byte> Name => Pair.AsSpan(0, NameLength);

    public ReadOnlySpan<byte> Value => Pair.AsSpan(NameLength + 1);
}
