using System.Text;

namespace Slipway.ApiServer.Tests.Access;

public sealed class BootstrapTokenTests : IAsyncLifetime
{
    private AccessFixture _server = null!;

    public async ValueTask InitializeAsync() => _server = await AccessFixture.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Token_OfAValidSecret_IsAJoiningMachine()
    {
        await CreateAsync(("auth-extra-groups", "system:bootstrappers:kubeadm:default-node-token"));

        var answer = await _server.SendAsync(
            _server.WithToken("abcdef.0123456789abcdef"), "POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}");

        Assert.Equal("system:bootstrap:abcdef", answer.Text("status", "userInfo", "username"));
        Assert.Equal(
            """["system:bootstrappers","system:bootstrappers:kubeadm:default-node-token","system:authenticated"]""",
            answer.Text("status", "userInfo", "groups"));
    }

    [Fact]
    public async Task Token_PastItsTime_IsUnauthorized()
    {
        await CreateAsync(("expiration", _server.Time.GetUtcNow().AddMinutes(5).ToString("O")));
        var client = _server.WithToken("abcdef.0123456789abcdef");
        Assert.Equal(200, (await _server.GetAsync(client, "/api")).Code);

        _server.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(401, (await _server.GetAsync(client, "/api")).Code);
    }

    [Theory]
    [InlineData("abcdef.0123456789abcdee", "x", "y")]
    [InlineData("abcdeg.0123456789abcdef", "x", "y")]
    [InlineData("abcdef.0123456789abcdef", "usage-bootstrap-authentication", "false")]
    [InlineData("abcdef.0123456789abcdef", "auth-extra-groups", "system:masters")]
    [InlineData("abcdef.0123456789abcdef", "expiration", "tomorrow")]
    [InlineData("abcdef.0123456789abcdef", "token-id", "zzzzzz")]
    public async Task Token_ThatIsNotRight_IsUnauthorized(string token, string key, string value)
    {
        await CreateAsync((key, value));

        Assert.Equal(401, (await _server.GetAsync(_server.WithToken(token), "/api")).Code);
    }

    private Task<Answer> CreateAsync(params (string Key, string Value)[] changes)
    {
        var data = new Dictionary<string, string>
        {
            ["token-id"] = "abcdef",
            ["token-secret"] = "0123456789abcdef",
            ["usage-bootstrap-authentication"] = "true",
        };
        foreach (var (key, value) in changes)
        {
            data[key] = value;
        }

        var fields = string.Join(',', data.Select(d => $"\"{d.Key}\":\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(d.Value))}\""));
        return _server.DoAsync(
            "POST",
            "/api/v1/namespaces/kube-system/secrets",
            $$$"""{"metadata":{"name":"bootstrap-token-abcdef"},"type":"bootstrap.kubernetes.io/token","data":{ {{{fields}}} }}""");
    }
}
