using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Slipway.ApiServer.Tests.Access;

public sealed class SigningRequestTests : IAsyncLifetime
{
    private const string Path = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
    private const string KubeletUsages = """["digital signature","client auth"]""";

    private AccessFixture _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AccessFixture.StartAsync();
        await _server.DoAsync(
            "POST",
            "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
            """{"metadata":{"name":"bootstrap"},"roleRef":{"kind":"ClusterRole","name":"system:node-bootstrapper"},"subjects":[{"kind":"Group","name":"system:bootstrappers"}]}""");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Request_OfAJoiningKubelet_IsApprovedAndSigned()
    {
        await _server.DoAsync(
            "POST",
            "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
            """{"metadata":{"name":"approve"},"roleRef":{"kind":"ClusterRole","name":"system:certificates.k8s.io:certificatesigningrequests:nodeclient"},"subjects":[{"kind":"Group","name":"system:bootstrappers"}]}""");
        var machine = _server.As("system:bootstrap:abcdef", "system:bootstrappers");
        var created = await CreateAsync(machine, "n1", "CN=system:node:n1, O=system:nodes", "kubernetes.io/kube-apiserver-client-kubelet", KubeletUsages);

        var signed = await _server.UntilAsync($"{Path}/n1", a => a.Text("status", "certificate") is not null);

        Assert.Equal(201, created.Code);
        Assert.Equal("system:bootstrap:abcdef", signed.Text("spec", "username"));
        Assert.Contains("AutoApproved", signed.Text("status", "conditions"), StringComparison.Ordinal);
        using var certificate = X509Certificate2.CreateFromPem(
            Encoding.ASCII.GetString(Convert.FromBase64String(signed.Text("status", "certificate")!)));
        Assert.Equal("CN=system:node:n1, O=system:nodes", certificate.Subject);
        using var authority = _server.Pki.Authority.LoadCertificate();
        Assert.Equal(authority.Subject, certificate.Issuer);
    }

    [Theory]
    [InlineData("CN=system:node:n1, O=system:masters")]
    [InlineData("CN=admin, O=system:nodes")]
    public async Task Request_OfSomebodyElseThanAKubelet_IsNotApproved(string subject)
    {
        await CreateAsync(_server.Admin, "n1", subject, "kubernetes.io/kube-apiserver-client-kubelet", KubeletUsages);
        await _server.DoAsync("PUT", $"{Path}/n1/approval", await ApprovedAsync("n1"));

        var answer = await _server.UntilAsync($"{Path}/n1", a => a.Text("status", "conditions")?.Contains("Failed", StringComparison.Ordinal) == true);

        Assert.Contains("SignerValidationFailure", answer.Text("status", "conditions"), StringComparison.Ordinal);
        Assert.Null(answer.Text("status", "certificate"));
    }

    [Fact]
    public async Task Request_ForAnAdministratorsCertificate_IsForbidden()
    {
        var answer = await CreateAsync(_server.Admin, "a", "CN=eve, O=system:masters", "kubernetes.io/kube-apiserver-client", """["client auth"]""");

        Assert.Equal(
            (403, "certificatesigningrequests.certificates.k8s.io \"a\" is forbidden: use of kubernetes.io/kube-apiserver-client signer with system:masters group is not allowed"),
            (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Approval_OfWhoMayNotApprove_IsForbidden()
    {
        await CreateAsync(_server.Admin, "a", "CN=joe", "kubernetes.io/kube-apiserver-client", """["client auth"]""");
        await _server.GrantAsync(
            "approver",
            """[{"verbs":["get","update"],"apiGroups":["certificates.k8s.io"],"resources":["certificatesigningrequests","certificatesigningrequests/approval"]}]""",
            """[{"kind":"User","name":"joe"}]""");

        var answer = await _server.SendAsync(_server.As("joe"), "PUT", $"{Path}/a/approval", await ApprovedAsync("a"));

        Assert.Equal(
            "certificatesigningrequests.certificates.k8s.io \"a\" is forbidden: user not permitted to approve requests with signerName \"kubernetes.io/kube-apiserver-client\"",
            answer.Message);
    }

    [Theory]
    [InlineData("kubernetes.io/legacy-unknown", """["client auth"]""", "spec.signerName: Invalid value: \"kubernetes.io/legacy-unknown\": the legacy signerName is not allowed via this API version")]
    [InlineData("nodomain", """["client auth"]""", "spec.signerName: Invalid value: \"nodomain\": must be a fully qualified domain and path of the form 'example.com/signer-name'")]
    [InlineData("example.com/s", "[]", "spec.usages: Required value")]
    [InlineData("example.com/s", """["client auth","client auth"]""", "spec.usages[1]: Duplicate value: \"client auth\"")]
    public async Task Request_ThatIsNotRight_IsInvalid(string signer, string usages, string expected)
    {
        var answer = await CreateAsync(_server.Admin, "a", "CN=joe", signer, usages);

        Assert.Equal(422, answer.Code);
        Assert.Equal($"CertificateSigningRequest.certificates.k8s.io \"a\" is invalid: {expected}", answer.Message);
    }

    private async Task<string> ApprovedAsync(string name)
    {
        var request = (await _server.DoAsync("GET", $"{Path}/{name}")).Body;
        request["status"] = System.Text.Json.Nodes.JsonNode.Parse("""{"conditions":[{"type":"Approved","status":"True","reason":"r","message":"m"}]}""");
        return request.ToJsonString();
    }

    private static string NewRequest(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(
            Encoding.ASCII.GetBytes(new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSigningRequestPem()));
    }

    private Task<Answer> CreateAsync(HttpClient client, string name, string subject, string signer, string usages) => _server.SendAsync(
        client,
        "POST",
        Path,
        $$"""{"metadata":{"name":"{{name}}"},"spec":{"request":"{{NewRequest(subject)}}","signerName":"{{signer}}","usages":{{usages}} } }""");
}
