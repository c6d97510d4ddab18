using System.Text;

namespace Stampede.Engine;

/// <summary>Values of the Authorization header.</summary>
internal static class BasicAuth
{
    /// <summary>Basic authentication (RFC 7617), in UTF-8.</summary>
    /// <exception cref="ArgumentException">The user name contains a colon, which the scheme cannot carry.</exception>
    public static string Header(string user, string password)
    {
        if (user.Contains(':'))
        {
            throw new ArgumentException($"The user name '{user}' contains a colon, which basic authentication cannot carry.", nameof(user));
        }

        return "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password));
    }

    /// <summary>The same from what stood before the @ of a URL, still encoded.</summary>
    public static string FromUserInfo(string userInfo)
    {
        var colon = userInfo.IndexOf(':');
        var user = Uri.UnescapeDataString(colon < 0 ? userInfo : userInfo[..colon]);
        return Header(user, colon < 0 ? "" : Uri.UnescapeDataString(userInfo[(colon + 1)..]));
    }
}
