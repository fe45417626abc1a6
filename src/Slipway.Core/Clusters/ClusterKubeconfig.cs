using System.Text;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>
/// The kubeconfig of a cluster without a control plane object, out of the authority that somebody keeps in its Secret. Where there is a
/// control plane object, its provider makes the kubeconfig.
/// </summary>
internal sealed class ClusterKubeconfig(ReferenceTracker references, CertificateFactory certificates)
{
    private const string ValueKey = "value";
    private const string CertificateKey = "tls.crt";
    private const string PrivateKeyKey = "tls.key";

    /// <summary>The Secret to be made; Absent when it is there or not wanted, Unknown when what it needs cannot be read.</summary>
    public async ValueTask<Observed<V1Secret>> ObserveAsync(Cluster cluster, ObjectKey self, CancellationToken cancellationToken)
    {
        if (cluster is not { Metadata.DeletionTimestamp: null,
            Spec: { ControlPlaneRef: null, Topology: null, ControlPlaneEndpoint: { Host.Length: > 0, Port: > 0 } endpoint } })
        {
            return new Observed<V1Secret>.Absent();
        }

        var key = self with { Name = $"{self.Name}-kubeconfig" };
        var existing = await references.GetAsync(BuiltInTypes.Secret, key, self, cancellationToken);
        var authority = await references.GetAsync(BuiltInTypes.Secret, self with { Name = $"{self.Name}-ca" }, self, cancellationToken);
        return (existing, authority) switch
        {
            (Observed<KubeObject>.Unknown(var code, var message), _) => new Observed<V1Secret>.Unknown(code, message),
            (Observed<KubeObject>.Found, _) => new Observed<V1Secret>.Absent(),
            (_, Observed<KubeObject>.Unknown(var code, var message)) => new Observed<V1Secret>.Unknown(code, message),
            (_, Observed<KubeObject>.Found(var found)) => Create(cluster, key, endpoint, found),
            _ => new Observed<V1Secret>.Absent(),
        };
    }

    /// <summary>Makes the Secret that was observed to be missing.</summary>
    public static PhaseResult Decide(ClusterScope scope) => scope.NewKubeconfig switch
    {
        Observed<V1Secret>.Unknown(var code, var message) => PhaseResult.FailWith(code, message),
        Observed<V1Secret>.Found(var secret) => PhaseResult.Want(
            new Effect.Create(BuiltInTypes.Secret, KubeJson.ToJsonObject(secret, BuiltInTypes.Secret.Json),
                "no control plane provider makes the kubeconfig")),
        _ => PhaseResult.Completed,
    };

    private Observed<V1Secret> Create(Cluster cluster, ObjectKey key, ApiEndpoint endpoint, KubeObject authority)
    {
        var data = authority.To(BuiltInTypes.Secret.Json).Data;
        if (Text(data, CertificateKey) is not { } certificate || Text(data, PrivateKeyKey) is not { } privateKey)
        {
            return new Observed<V1Secret>.Unknown(
                ErrorCodes.ContractViolation,
                    $"Secret {authority.Metadata.Name} needs {CertificateKey} and {PrivateKeyKey}, of which the kubeconfig is made");
        }

        var pair = new CertificateKeyPair(certificate, privateKey);
        var kubeconfig = new KubeconfigDocument
        {
            ClusterName = cluster.Metadata.Name,
            UserName = $"{cluster.Metadata.Name}-admin",
            Server = new Uri($"https://{endpoint.Host}:{endpoint.Port}"),
            AuthorityPem = pair.CertificatePem,
            Client = certificates.Issue(pair, CertificateSpec.Client("kubernetes-admin", "system:masters")),
        };
        return new Observed<V1Secret>.Found(new V1Secret
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Type = SecretTypes.ClusterSecret,
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = key.Namespace,
                Name = key.Name,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [ClusterLabels.ClusterName] = cluster.Metadata.Name },
                OwnerReferences = [Owners.Plain(CoreTypes.Cluster, cluster).ToClass()],
            },
            Data = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [ValueKey] = Encoding.UTF8.GetBytes(kubeconfig.ToYaml()) },
        });
    }

    private static string? Text(IDictionary<string, byte[]>? data, string key) =>
        data?.TryGetValue(key, out var bytes) == true && bytes.Length > 0 ? Encoding.UTF8.GetString(bytes) : null;
}
