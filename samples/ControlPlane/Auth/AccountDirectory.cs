using System.Security.Cryptography;
using System.Text;

namespace ControlPlane.Auth;

/// <summary>The accounts there are. Their passwords are public: this is a system to practise on.</summary>
internal sealed class AccountDirectory
{
    private static readonly Account[] Accounts =
    [
        new(1, "loadtest_user", "test123") { IsLoadTestUser = true },
        new(2, "cab_approver", "test123") { IsLoadTestUser = true, IsCabMember = true },
        new(3, "publisher_user", "test123") { IsLoadTestUser = true },
        new(4, "operator", "operate123"),
        new(5, "security_reviewer", "review123") { IsSecurityReviewer = true },
        new(6, "admin", "admin123") { IsStaff = true },
    ];

    private readonly Dictionary<string, Account> _byName = new(StringComparer.OrdinalIgnoreCase);

    public AccountDirectory()
    {
        foreach (var account in Accounts)
        {
            _byName[account.Username] = account;
            _byName[account.Email] = account;
        }
    }

    public static IEnumerable<string> LoadTestUsers => Accounts.Where(account => account.IsLoadTestUser).Select(account => account.Username);

    /// <summary>The account with this user name or e-mail address and password; null where there is none.</summary>
    public Account? Authenticate(string login, string password) =>
        _byName.TryGetValue(login, out var account)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(account.Password), Encoding.UTF8.GetBytes(password))
            ? account
            : null;
}
