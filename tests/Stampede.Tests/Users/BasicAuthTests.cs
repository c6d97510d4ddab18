using Stampede.Engine;

namespace Stampede.Tests;

public sealed class BasicAuthTests
{
    [Fact]
    public void User_and_password_are_encoded()
    {
        Assert.Equal("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", BasicAuth.Header("Aladdin", "open sesame"));
        Assert.Equal("Basic dGVzdDoxMjPCow==", BasicAuth.Header("test", "123\u00a3"));
    }

    [Fact]
    public void User_info_of_a_url_is_decoded_first()
    {
        Assert.Equal(BasicAuth.Header("us@er", "p:w"), BasicAuth.FromUserInfo("us%40er:p:w"));
        Assert.Equal(BasicAuth.Header("user", ""), BasicAuth.FromUserInfo("user"));
    }

    [Fact]
    public void A_colon_in_the_user_name_is_refused() =>
        Assert.Contains("'a:b' contains a colon", Assert.Throws<ArgumentException>(() => BasicAuth.Header("a:b", "c")).Message);
}
