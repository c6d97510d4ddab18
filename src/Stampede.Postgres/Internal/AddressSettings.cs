using System.Globalization;
using Npgsql;

namespace Stampede.Stores.Internal;

/// <summary>What libpq calls the parts of an address, and what they are called in a connection string.</summary>
internal static class AddressSettings
{
    private const int LargestPort = 65_535;

    private static readonly Dictionary<string, Action<NpgsqlConnectionStringBuilder, string>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["host"] = (s, v) => s.Host = v,
        ["port"] = (s, v) => s.Port = Whole(v, 1, LargestPort),
        ["dbname"] = (s, v) => s.Database = v,
        ["user"] = (s, v) => s.Username = v,
        ["password"] = (s, v) => s.Password = v,
        ["passfile"] = (s, v) => s.Passfile = v,
        ["sslmode"] = (s, v) => s.SslMode = Mode(v),
        ["sslrootcert"] = (s, v) => s.RootCertificate = v,
        ["sslcert"] = (s, v) => s.SslCertificate = v,
        ["sslkey"] = (s, v) => s.SslKey = v,
        ["connect_timeout"] = (s, v) => s.Timeout = Whole(v, 0, 1024),
        ["application_name"] = (s, v) => s.ApplicationName = v,
        ["options"] = (s, v) => s.Options = v,
        ["target_session_attrs"] = (s, v) => s.TargetSessionAttributes = v,
    };

    /// <summary>Sets one.</summary>
    /// <param name="settings">What is set.</param>
    /// <param name="name">libpq's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="problems">Receives what is wrong; a password is never in it.</param>
    public static void Set(NpgsqlConnectionStringBuilder settings, string name, string value, List<string> problems)
    {
        if (!Known.TryGetValue(name, out var set))
        {
            problems.Add($"there is no setting '{name}'; there are {string.Join(", ", Known.Keys)}");
            return;
        }

        try
        {
            set(settings, value);
        }
        catch (FormatException e)
        {
            problems.Add($"{name} is '{value}'; it must be {e.Message}");
        }
        catch (ArgumentException)
        {
            problems.Add($"{name} cannot be what it is");
        }
    }

    private static int Whole(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"a whole number from {least} to {most}");

    private static SslMode Mode(string value) => value.ToLowerInvariant() switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new FormatException("disable, allow, prefer, require, verify-ca or verify-full"),
    };
}
