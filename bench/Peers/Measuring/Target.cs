namespace Peers.Measuring;

/// <summary>How many times the other's requests per CPU-second Stampede is asked to make.</summary>
internal static class Target
{
    public static string Of(string scheme, string name) => (scheme, name) switch
    {
        ("http", "wrk") => "0.8 ×",
        ("http", "hey") => "3 ×",
        ("http", "locust FastHttpUser") => "15 ×",
        ("http", "locust HttpUser") => "60 ×",
        ("https", "wrk") => "0.7 ×",
        _ => "",
    };
}
