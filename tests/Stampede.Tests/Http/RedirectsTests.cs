using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class RedirectsTests
{
    [Theory]
    [InlineData("/x", "http://h/x")]
    [InlineData(" /x ", "http://h/x")]
    [InlineData("x", "http://h/a/x")]
    [InlineData("./x?y#z", "http://h/a/x?y")]
    [InlineData("../x", "http://h/x")]
    [InlineData("../../../x", "http://h/x")]
    [InlineData("..", "http://h/")]
    [InlineData(".", "http://h/a/")]
    [InlineData("x/../y/./z", "http://h/a/y/z")]
    [InlineData("/.hidden/..x", "http://h/.hidden/..x")]
    [InlineData("?q=2", "http://h/a/b?q=2")]
    [InlineData("", "http://h/a/b?c=d")]
    [InlineData("#top", "http://h/a/b?c=d")]
    [InlineData("//other/x", "http://other/x")]
    [InlineData("https://h/x", "https://h/x")]
    [InlineData("http://other:81", "http://other:81/")]
    [InlineData("http://h/x/../y?z=/../", "http://h/y?z=/../")]
    [InlineData("/a b\u00fc", "http://h/a%20b%C3%BC")]
    [InlineData("x:y", null)]
    [InlineData("./x:y", "http://h/a/x:y")]
    [InlineData("mailto:a@b", null)]
    [InlineData("http://", null)]
    public void A_location_is_resolved(string location, string? expected)
    {
        var current = UrlTarget.Parse("http://h/a/b?c=d");
        if (expected is null)
        {
            Assert.Throws<UriFormatException>(() => Redirects.Resolve(current, location));
        }
        else
        {
            Assert.Equal(expected, Redirects.Resolve(current, location).ToString());
            Assert.Equal(expected, Redirects.Resolve(current, Encoding.UTF8.GetBytes(location)).ToString());
        }
    }

    [Fact]
    public void A_location_that_is_not_utf8_is_latin_1() =>
        Assert.Equal("/%C3%BC", Redirects.Resolve(UrlTarget.Parse("http://h/"), [(byte)'/', 0xfc]).Target);

    [Fact]
    public void User_info_does_not_leave_its_origin()
    {
        var current = UrlTarget.Parse("http://u:p@h/a");
        Assert.Equal("u:p", Redirects.Resolve(current, "/x").UserInfo);
        Assert.Equal("u:p", Redirects.Resolve(current, "http://h:80/x").UserInfo);
        Assert.Null(Redirects.Resolve(current, "https://h/x").UserInfo);
        Assert.Null(Redirects.Resolve(current, "//other/x").UserInfo);
    }

    [Theory]
    [InlineData(301, "POST", true)]
    [InlineData(302, "POST", true)]
    [InlineData(303, "POST", true)]
    [InlineData(303, "PUT", true)]
    [InlineData(303, "HEAD", false)]
    [InlineData(301, "PUT", false)]
    [InlineData(302, "GET", false)]
    [InlineData(307, "POST", false)]
    [InlineData(308, "POST", false)]
    public void The_method_changes_as_in_browsers(int status, string method, bool changes) =>
        Assert.Equal(changes, Redirects.ChangesToGet(status, method));

    [Fact]
    public void Only_five_statuses_redirect() =>
        Assert.Equal([301, 302, 303, 307, 308], Enumerable.Range(100, 900).Where(Redirects.IsRedirect));

    [Theory]
    [InlineData("authorization", false)]
    [InlineData("COOKIE", false)]
    [InlineData("Proxy-Authorization", false)]
    [InlineData("Accept", true)]
    public void Secrets_do_not_leave_their_origin(string header, bool may) => Assert.Equal(may, Redirects.MayLeaveOrigin(header));
}
