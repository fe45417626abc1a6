using System.Text;
using k8s.Models;
using Slipway.Dev.Boot;
using Slipway.Dev.Kubeadm;

namespace Slipway.Dev.Tests.Boot;

public sealed class JoinCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly BootstrapDiscovery Discovery = new("127.0.0.1:20000", "abcdef", "0123456789abcdef", []);

    [Fact]
    public void Token_ThatTheClusterKnows_MayJoin() => Assert.Null(JoinCheck.CheckToken(Discovery, Secret(), Now));

    [Fact]
    public void Token_ThatIsNotThere_IsRefused() => Assert.Contains("no bootstrap token", JoinCheck.CheckToken(Discovery, null, Now)!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("token-secret", "ffffffffffffffff", "another secret")]
    [InlineData("expiration", "2026-01-01T11:59:59Z", "expired")]
    [InlineData("usage-bootstrap-authentication", "false", "authentication")]
    [InlineData("usage-bootstrap-signing", "", "signing")]
    public void Token_ThatDoesNotFit_IsRefusedWithTheReason(string key, string value, string says)
    {
        var failure = JoinCheck.CheckToken(Discovery, Secret(key, value), Now);

        Assert.Contains(says, failure!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", failure.Message, StringComparison.Ordinal);
    }

    private static V1Secret Secret(string key = "", string value = "")
    {
        var data = new Dictionary<string, string>
        {
            ["token-id"] = "abcdef",
            ["token-secret"] = "0123456789abcdef",
            ["expiration"] = "2026-01-01T12:15:00Z",
            ["usage-bootstrap-authentication"] = "true",
            ["usage-bootstrap-signing"] = "true",
        };
        if (key.Length > 0)
        {
            data[key] = value;
        }

        return new V1Secret { Type = "bootstrap.kubernetes.io/token", Data = data.ToDictionary(d => d.Key, d => Encoding.UTF8.GetBytes(d.Value)) };
    }
}
