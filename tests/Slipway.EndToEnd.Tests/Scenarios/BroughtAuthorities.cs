using System.Text.Json.Nodes;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Http;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>
/// The authorities of a cluster whose user keeps their keys, and all that they have signed for it: what has to be on a control plane
/// machine's disk, and what controllers need.
/// </summary>
internal sealed class BroughtAuthorities
{
    private const string Pki = "/etc/kubernetes/pki";
    private static readonly CertificateFactory Certificates = new(TimeProvider.System);

    private readonly CertificateKeyPair _cluster = Certificates.CreateAuthority("kubernetes");
    private readonly CertificateKeyPair _etcd = Certificates.CreateAuthority("etcd-ca");
    private readonly CertificateKeyPair _frontProxy = Certificates.CreateAuthority("front-proxy-ca");
    private readonly (string Public, string Private) _serviceAccounts = CertificateFactory.CreateKeyPair();
    private readonly string _name;
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    public BroughtAuthorities(string cluster)
    {
        _name = cluster;
        string[] server = ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "localhost", "127.0.0.1"];
        Sign("apiserver", _cluster, CertificateSpec.Server("kube-apiserver", server));
        Sign("apiserver-kubelet-client", _cluster, CertificateSpec.Client("kube-apiserver-kubelet-client", "kubeadm:cluster-admins"));
        Sign("etcd/server", _etcd, Both("etcd"));
        Sign("etcd/peer", _etcd, Both("etcd"));
        Sign("etcd/healthcheck-client", _etcd, CertificateSpec.Client("kube-etcd-healthcheck-client"));
        Sign("apiserver-etcd-client", _etcd, CertificateSpec.Client("kube-apiserver-etcd-client"));
        Sign("front-proxy-client", _frontProxy, CertificateSpec.Client("front-proxy-client"));
        _files[$"{Pki}/sa.key"] = _serviceAccounts.Private;
        foreach (var user in new[] { "admin", "super-admin", "kubelet", "controller-manager", "scheduler" })
        {
            _files[$"/etc/kubernetes/{user}.conf"] = Kubeconfig("127.0.0.1:6443", $"system:{user}");
        }
    }

    /// <summary>The Secret that the files' content is in.</summary>
    private string FilesName => $"{_name}-brought";

    /// <summary>Leaves a file of the machines out.</summary>
    public void Forget(string path) => Assert.True(_files.Remove(path), path);

    /// <summary>Where a KubeadmControlPlane's machines get their files from.</summary>
    public JsonArray Files() => new([.. _files.Keys.Select(path => (JsonNode)new JsonObject
    {
        ["path"] = path,
        ["permissions"] = "0600",
        ["contentFrom"] = new JsonObject { ["secret"] = new JsonObject { ["name"] = FilesName, ["key"] = KeyOf(path) } },
    })]);

    /// <summary>All Secrets but the kubeconfig, none of them with the key of an authority.</summary>
    public IEnumerable<JsonObject> Secrets() =>
    [
        Secret($"{_name}-ca", ("tls.crt", _cluster.CertificatePem)),
        Secret($"{_name}-etcd", ("tls.crt", _etcd.CertificatePem)),
        Secret($"{_name}-proxy", ("tls.crt", _frontProxy.CertificatePem)),
        Secret($"{_name}-sa", ("tls.crt", _serviceAccounts.Public)),
        Client($"{_name}-apiserver-etcd-client", Certificates.Issue(_etcd, CertificateSpec.Client("cluster-api"))),
        Secret(FilesName, [.. _files.Select(f => (KeyOf(f.Key), f.Value))]),
    ];

    /// <summary>The Secret of the administrator's kubeconfig.</summary>
    public JsonObject KubeconfigSecret(string endpoint) =>
        Secret($"{_name}-kubeconfig", ("value", Kubeconfig(endpoint, "kubernetes-admin", "system:masters")));

    private static string KeyOf(string path) => path.TrimStart('/').Replace('/', '.');

    private static CertificateSpec Both(string name) => CertificateSpec.Server(name, ["localhost", "127.0.0.1"]) with
    {
        Usages = CertificateUsages.Server | CertificateUsages.Client,
    };

    private static JsonObject Client(string name, CertificateKeyPair pair) =>
        Secret(name, ("tls.crt", pair.CertificatePem), ("tls.key", pair.PrivateKeyPem));

    private static JsonObject Secret(string name, params ReadOnlySpan<(string Key, string Value)> values) => UserSecret.Of(name, values);

    private void Sign(string name, CertificateKeyPair authority, CertificateSpec spec)
    {
        var pair = Certificates.Issue(authority, spec);
        _files[$"{Pki}/{name}.crt"] = pair.CertificatePem;
        _files[$"{Pki}/{name}.key"] = pair.PrivateKeyPem;
    }

    private string Kubeconfig(string endpoint, string user, params string[] groups) => new KubeconfigDocument
    {
        ClusterName = _name,
        UserName = user,
        Server = new Uri($"https://{endpoint}"),
        AuthorityPem = _cluster.CertificatePem,
        Client = Certificates.Issue(_cluster, CertificateSpec.Client(user, [.. groups])),
    }.ToYaml();
}
