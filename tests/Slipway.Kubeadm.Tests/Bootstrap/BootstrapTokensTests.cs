using System.Text.RegularExpressions;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Kubeadm.Tests.Bootstrap;

public sealed class BootstrapTokensTests
{
    [Fact]
    public void New_Tokens_HaveKubeadmsForm()
    {
        var tokens = Enumerable.Range(0, 100).Select(_ => BootstrapTokens.New(new CryptographicRandomSource())).ToList();

        Assert.All(tokens, token => Assert.Matches(new Regex("^[a-z0-9]{6}\\.[a-z0-9]{16}$", RegexOptions.None, TimeSpan.FromSeconds(1)), token));
        Assert.Equal(tokens.Count, tokens.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Body_OfAToken_IsABootstrapTokenSecretThatRunsOut()
    {
        var secret = KubeObject.From(BootstrapTokens.Body("abcdef.0123456789abcdef", Make.Now)).To(BuiltInTypes.Secret.Json);

        Assert.Equal("bootstrap-token-abcdef", secret.Metadata.Name);
        Assert.Equal("bootstrap.kubernetes.io/token", secret.Type);
        Assert.Equal("0123456789abcdef", System.Text.Encoding.UTF8.GetString(secret.Data["token-secret"]));
        Assert.Equal("system:bootstrappers:kubeadm:default-node-token", System.Text.Encoding.UTF8.GetString(secret.Data["auth-extra-groups"]));
        Assert.Equal(Make.Now + TimeSpan.FromMinutes(15), BootstrapTokens.ReadExpiration(secret));
    }

    [Fact]
    public void InitLock_Body_NamesItsHolder()
    {
        var map = KubeObject.From(InitLock.Body(Make.Cluster(), "m1")).To(BuiltInTypes.ConfigMap.Json);

        Assert.Equal("demo-lock", map.Metadata.Name);
        Assert.Equal("uid-cluster", Assert.Single(map.Metadata.OwnerReferences).Uid);
        Assert.Equal("m1", InitLock.HolderOf(map));
    }
}
