using Npgsql;

namespace Stampede.Stores.Internal;

/// <summary>Reads <c>postgres://user:password@host:port/database?sslmode=…</c>. By hand: a password may hold what a URL may not, and there may be several hosts.</summary>
internal static class UrlAddress
{
    private static readonly string[] Schemes = ["postgres", "postgresql"];

    public static NpgsqlConnectionStringBuilder Read(string text, List<string> problems)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        var (scheme, rest) = Cut(text, "://");
        if (!Schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add("it does not begin with postgres://");
            return settings;
        }

        var (path, query) = Cut(rest, "?");
        var (authority, database) = Cut(path, "/");
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var (user, password) = Cut(authority[..at], ":");
            Set("user", user);
            Set("password", password);
        }

        Hosts(authority[(at + 1)..], Set, problems);
        Set("dbname", database);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(part, "=");
            AddressSettings.Set(settings, Uri.UnescapeDataString(name), Uri.UnescapeDataString(value), problems);
        }

        return settings;

        void Set(string name, string value)
        {
            if (value.Length > 0)
            {
                AddressSettings.Set(settings, name, Uri.UnescapeDataString(value), problems);
            }
        }
    }

    private static void Hosts(string text, Action<string, string> set, List<string> problems)
    {
        if (text.Contains(','))
        {
            set("host", text); // each with its port
            return;
        }

        var colon = text.LastIndexOf(':');
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']');
            if (end < 0)
            {
                problems.Add("the host's '[' has no ']'");
                return;
            }

            set("host", text[1..end]);
            set("port", text[(end + 1)..].TrimStart(':'));
            return;
        }

        set("host", colon < 0 ? text : text[..colon]);
        set("port", colon < 0 ? "" : text[(colon + 1)..]);
    }

    // The second part is empty where there is nothing to cut at.
    private static (string Before, string After) Cut(string text, string separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + separator.Length)..]) : (text, "");
}
