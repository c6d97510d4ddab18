using Npgsql;
using Stampede.Stores;

namespace Stampede.IntegrationTests;

/// <summary>The forms of a store's address, and what is wrong with one.</summary>
public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("postgres://u:p@h:5433/d?sslmode=verify-full&sslrootcert=%2Fca.pem", "h", 5433, "d", "u", "p", SslMode.VerifyFull)]
    [InlineData("postgresql://u%40x:p%2F%3a@h/d", "h", 5432, "d", "u@x", "p/:", SslMode.Prefer)]
    [InlineData("POSTGRES://u:p@ss@h/d?sslmode=require", "h", 5432, "d", "u", "p@ss", SslMode.Require)]
    [InlineData("postgres://u@[::1]:6000/d", "::1", 6000, "d", "u", null, SslMode.Prefer)]
    [InlineData("postgres://h/d?user=u&password=p%26q&sslmode=disable", "h", 5432, "d", "u", "p&q", SslMode.Disable)]
    [InlineData("postgres:///d?host=/var/run/postgresql", "/var/run/postgresql", 5432, "d", null, null, SslMode.Prefer)]
    [InlineData("host=h port=5433 dbname=d user=u password='p q\\'s' sslmode=verify-ca", "h", 5433, "d", "u", "p q's", SslMode.VerifyCA)]
    [InlineData("host = h  dbname = 'a;b' user=u", "h", 5432, "a;b", "u", null, SslMode.Prefer)]
    [InlineData("Host=h;Port=5433;Database=d;Username=u;Password=p;SSL Mode=Require", "h", 5433, "d", "u", "p", SslMode.Require)]
    public void An_address_is_read_in_each_form(string text, string host, int port, string database, string? user, string? password, SslMode mode)
    {
        var address = StoreAddress.Parse(text);
        Assert.Equal((host, port, database, user), (address.Host, address.Port, address.Database, address.User));
        Assert.Equal((password, mode), (address.Settings.Password, address.Settings.SslMode));
        Assert.StartsWith("postgres://", address.ToString());
        Assert.Equal(password is not null, address.ToString().Contains(":***@"));
        Assert.True(password is null || !address.ToString()["postgres://".Length..].Replace("***", "").Contains(password, StringComparison.Ordinal) || password.Length == 1);
    }

    [Fact]
    public void Several_hosts_are_passed_on() => Assert.Equal("h1:5432,h2:5433", StoreAddress.Parse("postgres://u@h1:5432,h2:5433/d?target_session_attrs=primary").Host);

    [Theory]
    [InlineData("mysql://h/d", "it does not begin with postgres://")]
    [InlineData("postgres://h", "it names no database")]
    [InlineData("postgres://h:0/d", "port is '0'; it must be a whole number from 1 to 65535")]
    [InlineData("postgres://h/d?sslmode=maybe", "sslmode is 'maybe'; it must be disable, allow, prefer, require, verify-ca or verify-full")]
    [InlineData("postgres://h/d?colour=red", "there is no setting 'colour'; there are host, port,")]
    [InlineData("postgres://h:x/d?sslmode=maybe", "port is 'x'; it must be a whole number from 1 to 65535; sslmode is 'maybe'")]
    [InlineData("just words", "it is neither a URL nor name=value")]
    [InlineData("host=h dbname='d", "the value of dbname has no closing quote")]
    [InlineData("Hots=h;Database=d", "a keyword is not known")]
    public void What_is_wrong_is_said_all_at_once(string text, string problem)
    {
        var error = Assert.Throws<FormatException>(() => StoreAddress.Parse(text));
        Assert.Contains(problem, error.Message);
        Assert.EndsWith("It looks like postgres://user:password@host:5432/database?sslmode=require.", error.Message);
    }
}
