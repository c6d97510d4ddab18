namespace Stampede.IntegrationTests;

internal static class ServerUser
{
    /// <summary>A shell's command, run as the user of a Debian package where we are root: servers refuse to be.</summary>
    public static string Run(string user, string command) =>
        Environment.IsPrivilegedProcess ? $"exec setpriv --reuid={user} --regid={user} --clear-groups {command}" : $"exec {command}";
}
