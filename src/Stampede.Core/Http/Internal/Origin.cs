using System.Net;
using System.Text;

namespace Stampede.Engine;

/// <summary>Scheme, host and port: what a connection belongs to. Equal when all three are.</summary>
internal sealed class Origin : IEquatable<Origin>
{
    /// <summary>Makes one from parts that are already in normal form.</summary>
    /// <param name="secure">https.</param>
    /// <param name="host">Lower case, punycode; an IPv6 address without brackets.</param>
    /// <param name="port">1 to 65535.</param>
    public Origin(bool secure, string host, int port)
    {
        IsSecure = secure;
        Host = host;
        Port = port;
        var zone = host.IndexOf('%');
        var name = zone < 0 ? host : host[..zone];
        var bracketed = name.Contains(':') ? $"[{name}]" : name;
        Authority = port == (secure ? 443 : 80) ? bracketed : $"{bracketed}:{port}";
        AuthorityBytes = Encoding.ASCII.GetBytes(Authority);
        IsLoopback = host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }

    /// <summary>https.</summary>
    public bool IsSecure { get; }

    /// <summary>Name in lower case and punycode, or address; IPv6 without brackets.</summary>
    public string Host { get; }

    /// <summary>1 to 65535.</summary>
    public int Port { get; }

    /// <summary>The value of the Host header: the port only where it is not the scheme's own.</summary>
    public string Authority { get; }

    /// <summary><see cref="Authority"/> as it is sent. Not to be changed.</summary>
    public byte[] AuthorityBytes { get; }

    /// <summary>localhost, 127.0.0.0/8 or ::1.</summary>
    public bool IsLoopback { get; }

    public bool Equals(Origin? other) => other is not null
        && (ReferenceEquals(this, other) || (IsSecure == other.IsSecure && Port == other.Port && Host == other.Host));

    public override bool Equals(object? obj) => Equals(obj as Origin);

    public override int GetHashCode() => HashCode.Combine(IsSecure, Host, Port);

    /// <summary>http://host:port, the port only where it is not the scheme's own.</summary>
    public override string ToString() => (IsSecure ? "https://" : "http://") + Authority;
}
