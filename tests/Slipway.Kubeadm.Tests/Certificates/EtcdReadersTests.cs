using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Objects;
using Slipway.Testing.Clients;

namespace Slipway.Kubeadm.Tests.Certificates;

/// <summary>As whom etcd is asked: by the authority's key, or by what the user brought instead.</summary>
public sealed class EtcdReadersTests
{
    private static readonly ObjectKey Demo = new("default", "demo");

    [Theory]
    [InlineData(true, false, "by the authority")]
    [InlineData(true, true, "by the authority")] // what is for an external etcd is not looked at
    [InlineData(false, true, "by the client certificate")]
    [InlineData(false, false, "Secret demo-etcd has no tls.key, and there is no Secret demo-apiserver-etcd-client with a client certificate to ask etcd with")]
    public async Task Of_WhatIsThere_SaysAsWhom(bool key, bool client, string expected) => Assert.Equal(expected, await AskAsync(client ? [Etcd(key), Client()] : [Etcd(key)]));

    [Fact]
    public async Task Of_ClientWithoutKey_SaysWhatItLacks()
    {
        var keyless = Client();
        keyless.Data.Remove(ClusterSecrets.PrivateKeyKey);

        Assert.Equal("Secret demo-apiserver-etcd-client has no tls.crt or no tls.key: etcd is asked with them", await AskAsync(Etcd(key: false), keyless));
    }

    [Fact]
    public async Task Observe_KeyOfAnotherCertificate_IsUnknownAndNoFailure()
    {
        var (one, other) = (Etcd(key: true), Etcd(key: true));
        one.Data[ClusterSecrets.PrivateKeyKey] = other.Data[ClusterSecrets.PrivateKeyKey];
        var inspector = new EtcdInspector(new GrpcEtcdClientFactory(new(TimeProvider.System)), new FakeTimeProvider());

        var seen = await inspector.ObserveAsync(
            new EtcdAccess(Demo, new SeenObjects(), EtcdCredentials.OfAuthority(one.KeyPair()!), ["a"]) { Fingerprint = "" }, TestContext.Current.CancellationToken);

        Assert.StartsWith("the authority for etcd cannot be used: ", Assert.IsType<Observed<EtcdSnapshot>.Unknown>(seen).Message, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(params V1Secret[] secrets)
    {
        var objects = new SeenObjects([.. secrets.Select(
            s => ((ResourceType)BuiltInTypes.Secret, KubeObject.From(KubeJson.ToJsonObject(s, BuiltInTypes.Secret.Json))))]);
        var set = await AuthoritySet.ReadAsync(objects, Demo, externalEtcd: false, TestContext.Current.CancellationToken);
        return EtcdReaders.Of(Demo, set) switch
        {
            Observed<EtcdCredentials>.Found({ IsClient: true }) => "by the client certificate",
            Observed<EtcdCredentials>.Found => "by the authority",
            Observed<EtcdCredentials>.Unknown(_, var message) => message,
            _ => "not at all",
        };
    }

    private static V1Secret Etcd(bool key)
    {
        var secret = Make.Authority(AuthorityPurpose.Etcd);
        if (!key)
        {
            secret.Data.Remove(ClusterSecrets.PrivateKeyKey);
        }

        return secret;
    }

    private static V1Secret Client()
    {
        var secret = Make.Authority(AuthorityPurpose.Cluster);
        secret.Metadata.Name = "demo-apiserver-etcd-client";
        return secret;
    }
}
