using Slipway.Kubernetes.Http;

namespace Slipway.Kubernetes.Tests.Http;

public sealed class KubeConnectionTests
{
    private const string Kubeconfig = """
        apiVersion: v1
        kind: Config
        current-context: me@prod
        contexts:
        - name: me@prod
          context: {cluster: prod, user: me, namespace: team}
        - name: other
          context: {cluster: dev, user: me}
        clusters:
        - name: prod
          cluster: {server: "https://10.0.0.1:6443", certificate-authority-data: Q0E=}
        - name: dev
          cluster: {server: "https://10.0.0.2:6443", insecure-skip-tls-verify: true}
        users:
        - name: me
          user: {token: abc}
        """;

    [Fact]
    public void Kubeconfig_CurrentContext_GivesItsClusterAndUser()
    {
        var connection = KubeConnection.FromKubeconfig(Kubeconfig);

        Assert.Equal(
            ("https://10.0.0.1:6443/", "CA", "abc", "team", false),
            (connection.Server.AbsoluteUri, connection.AuthorityPem, connection.Token, connection.DefaultNamespace, connection.SkipsServerVerification));
    }

    [Fact]
    public void Kubeconfig_AnotherContext_IsTakenWhenNamed()
    {
        var connection = KubeConnection.FromKubeconfig(Kubeconfig, "other");

        Assert.Equal(("10.0.0.2", true, "default"), (connection.Server.Host, connection.SkipsServerVerification, connection.DefaultNamespace));
        Assert.DoesNotContain("abc", connection.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{", "is not YAML")]
    [InlineData("current-context: x", "has no context named \"x\"")]
    [InlineData("kind: Config", "does not say which context")]
    [InlineData("token: abc", "exec: {command: rm}", "no program is run")]
    [InlineData("token: abc", "auth-provider: {name: gcp}", "no program is run")]
    [InlineData("token: abc", "client-certificate: /etc/shadow, client-key: /etc/shadow", "files of this machine are not read")]
    [InlineData("token: abc", "tokenFile: /etc/shadow", "files of this machine are not read")]
    [InlineData("token: abc", "client-certificate-data: Q0E=", "no client-key")]
    [InlineData("Q0E=", "'*'", "certificate-authority-data is not base64")]
    [InlineData("https://10.0.0.1:6443", "10.0.0.1", "an https URL was expected")]
    public void Kubeconfig_ThatIsBadOrReachesOut_IsRefusedByField(string old, string replacement, string? message = null)
    {
        var yaml = message is null ? old : Kubeconfig.Replace(old, replacement, StringComparison.Ordinal);

        var refused = Assert.Throws<KubeconfigException>(() => KubeConnection.FromKubeconfig(yaml));

        Assert.Contains(message ?? replacement, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KubeconfigFile_WithRelativePaths_ReadsThemBesideIt()
    {
        var directory = Directory.CreateTempSubdirectory("slipway-kubeconfig-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "ca.pem"), "authority");
            var file = Path.Combine(directory, "config");
            File.WriteAllText(file, Kubeconfig.Replace("certificate-authority-data: Q0E=", "certificate-authority: ca.pem", StringComparison.Ordinal));

            Assert.Equal("authority", KubeConnection.FromKubeconfigFile(file).AuthorityPem);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
