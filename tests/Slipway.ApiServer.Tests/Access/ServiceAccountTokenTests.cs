using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Tests.Access;

public sealed class ServiceAccountTokenTests : IAsyncLifetime
{
    private const string Accounts = "/api/v1/namespaces/default/serviceaccounts";

    private readonly RecordedLog _log = new();
    private AccessFixture _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AccessFixture.StartAsync(LoggerFactory.Create(l => l.AddProvider(_log).SetMinimumLevel(LogLevel.Trace)));
        await _server.DoAsync("POST", Accounts, """{"metadata":{"name":"robot"}}""");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(KeyAlgorithm.EcdsaP256, "ES256")]
    [InlineData(KeyAlgorithm.EcdsaP384, "ES384")]
    [InlineData(KeyAlgorithm.Rsa2048, "RS256")]
    public void Key_OfEachKind_SignsWhatItVerifies(KeyAlgorithm algorithm, string expected)
    {
        var key = ServiceAccountKey.FromPem(CertificateFactory.CreateKeyPair(algorithm).PrivateKeyPem);
        var token = SignedToken.Sign(key, "{}"u8);

        Assert.Equal(expected, key.Algorithm);
        Assert.True(SignedToken.IsSignedBy(token, key));
        Assert.False(SignedToken.IsSignedBy(token, _server.Key));
    }

    [Fact]
    public async Task TokenRequest_OfAnAccount_IsAnsweredWithAllThatWasDecided()
    {
        var answer = await _server.DoAsync("POST", $"{Accounts}/robot/token", """{"spec":{"expirationSeconds":1200}}""");

        Assert.Equal(201, answer.Code);
        Assert.Equal(("TokenRequest", "authentication.k8s.io/v1"), (answer.Text("kind"), answer.Text("apiVersion")));
        Assert.Equal("""["https://kubernetes.default.svc.cluster.local"]""", answer.Text("spec", "audiences"));
        var claims = SignedToken.ReadUnverified(answer.Text("status", "token")!)!;
        Assert.Equal("system:serviceaccount:default:robot", claims.Subject);
        Assert.Equal(1200, claims.Expiry - claims.IssuedAt);
        Assert.NotEmpty(claims.Id);
    }

    [Theory]
    [InlineData("robot", """{"expirationSeconds":599}""", 422, "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes")]
    [InlineData("robot", """{"expirationSeconds":4294967297}""", 422, "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds")]
    [InlineData("robot", """{"boundObjectRef":{"apiVersion":"v1","kind":"Pod","name":"none"}}""", 404, "pods \"none\" not found")]
    [InlineData("robot", """{"boundObjectRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"none"}}""", 400, "cannot bind token to object of type apps/v1, Kind=Deployment")]
    [InlineData("nobody", "{}", 404, "serviceaccounts \"nobody\" not found")]
    public async Task TokenRequest_OfSomethingWrong_IsRefused(string account, string spec, int code, string message)
    {
        var answer = await _server.SendAsync(_server.Admin, "POST", $"{Accounts}/{account}/token", $$"""{"spec":{{spec}}}""");

        Assert.Equal((code, message), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Token_OfALivingAccount_IsItsUser()
    {
        var answer = await WhoAsync(await _server.IssueTokenAsync("robot"));

        Assert.Equal("system:serviceaccount:default:robot", answer.Text("status", "userInfo", "username"));
        Assert.Equal(
            """["system:serviceaccounts","system:serviceaccounts:default","system:authenticated"]""", answer.Text("status", "userInfo", "groups"));
    }

    [Fact]
    public async Task Token_PastItsTime_IsUnauthorized()
    {
        var token = await _server.IssueTokenAsync("robot", """{"expirationSeconds":600}""");
        var client = _server.WithToken(token);
        Assert.Equal(200, (await _server.GetAsync(client, "/api")).Code);

        _server.Time.Advance(TimeSpan.FromSeconds(662));

        Assert.Equal(401, (await _server.GetAsync(client, "/api")).Code);
    }

    [Fact]
    public async Task Token_OfAnAccountMadeAnew_IsUnauthorized()
    {
        var client = _server.WithToken(await _server.IssueTokenAsync("robot"));
        Assert.Equal(200, (await _server.GetAsync(client, "/api")).Code);

        await _server.DoAsync("DELETE", $"{Accounts}/robot");
        var deleted = await _server.GetAsync(client, "/api");
        await _server.DoAsync("POST", Accounts, """{"metadata":{"name":"robot"}}""");

        Assert.Equal(401, deleted.Code);
        Assert.Equal(401, (await _server.GetAsync(client, "/api")).Code);
    }

    [Fact]
    public async Task Token_BoundToASecret_EndsWithIt()
    {
        await _server.DoAsync("POST", "/api/v1/namespaces/default/secrets", """{"metadata":{"name":"s"}}""");
        var client = _server.WithToken(
            await _server.IssueTokenAsync("robot", """{"boundObjectRef":{"apiVersion":"v1","kind":"Secret","name":"s"}}"""));
        Assert.Equal(200, (await _server.GetAsync(client, "/api")).Code);

        await _server.DoAsync("DELETE", "/api/v1/namespaces/default/secrets/s");

        Assert.Equal(401, (await _server.GetAsync(client, "/api")).Code);
    }

    [Fact]
    public async Task Token_BoundToAnotherUid_IsAConflict()
    {
        await _server.DoAsync("POST", "/api/v1/namespaces/default/secrets", """{"metadata":{"name":"s"}}""");

        var answer = await _server.SendAsync(
            _server.Admin, "POST", $"{Accounts}/robot/token", """{"spec":{"boundObjectRef":{"apiVersion":"v1","kind":"Secret","name":"s","uid":"u"}}}""");

        Assert.Equal(409, answer.Code);
        Assert.Contains("the UID in the bound object reference (u) does not match the UID in record", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_ForAnotherAudience_IsUnauthorizedHere() => Assert.Equal(
        401, (await _server.GetAsync(_server.WithToken(await _server.IssueTokenAsync("robot", """{"audiences":["vault"]}""")), "/api")).Code);

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task Token_OfNoForm_IsUnauthorized(string token)
    {
        var answer = await _server.GetAsync(_server.WithToken(token), "/api");

        Assert.Equal((401, "Unauthorized"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Token_WithAnotherHeader_IsUnauthorized()
    {
        var parts = (await _server.IssueTokenAsync("robot")).Split('.');
        string[] headers = ["""{"alg":"none"}""", """{"alg":"HS256"}""", """{"alg":"ES384"}""", """{"alg":"ES256","kid":"other"}""", """{"alg":"ES256","crit":["b64"]}"""];
        foreach (var header in headers)
        {
            var encoded = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header));

            Assert.Equal(401, (await _server.GetAsync(_server.WithToken($"{encoded}.{parts[1]}.{parts[2]}"), "/api")).Code);
            Assert.Equal(401, (await _server.GetAsync(_server.WithToken($"{encoded}.{parts[1]}."), "/api")).Code);
        }
    }

    [Fact]
    public async Task Token_OfAnotherKey_IsUnauthorized()
    {
        var claims = SignedToken.ReadUnverified(await _server.IssueTokenAsync("robot"))!;
        var foreign = ServiceAccountKey.FromPem(CertificateFactory.CreateKeyPair().PrivateKeyPem);

        Assert.Equal(401, (await _server.GetAsync(_server.WithToken(SignedToken.Sign(foreign, ClaimsJson.Write(claims))), "/api")).Code);
    }

    [Fact]
    public async Task Token_WithClaimsChanged_IsUnauthorized()
    {
        var parts = (await _server.IssueTokenAsync("robot")).Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("robot", "admin", StringComparison.Ordinal);

        var token = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}";

        Assert.Equal(401, (await _server.GetAsync(_server.WithToken(token), "/api")).Code);
    }

    [Fact]
    public async Task Documents_OfOpenId_LetOthersVerifyTokens()
    {
        var keys = await _server.GetAsync(_server.Admin, "/openid/v1/jwks");
        var configuration = await _server.GetAsync(_server.WithToken(await _server.IssueTokenAsync("robot")), "/.well-known/openid-configuration");

        Assert.Equal(_server.Key.KeyId, (string?)((JsonArray)keys.Body["keys"]!)[0]!["kid"]);
        Assert.Equal("https://kubernetes.default.svc.cluster.local", configuration.Text("issuer"));
        Assert.Equal("""["ES256"]""", configuration.Text("id_token_signing_alg_values_supported"));
        Assert.Equal(403, (await _server.GetAsync(_server.As("joe"), "/openid/v1/jwks")).Code);
    }

    [Fact]
    public async Task Log_OfGoodAndBadRequests_HoldsNoToken()
    {
        var token = await _server.IssueTokenAsync("robot");
        await _server.GetAsync(_server.WithToken(token), "/api");
        await _server.GetAsync(_server.WithToken(token + "x"), "/api");

        Assert.DoesNotContain(_log.Lines, l => l.Contains(token[^20..], StringComparison.Ordinal));
    }

    private Task<Answer> WhoAsync(string token) =>
        _server.SendAsync(_server.WithToken(token), "POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}");
}
