using System.Text;
using System.Text.Json.Nodes;
using Slipway.Dev.Workload;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.Boot;

/// <summary>
/// What a machine does to its cluster when it comes up: kubeadm's work, and then the kubelet's. Every step may be repeated.
/// </summary>
/// <param name="time">Says when things became ready.</param>
internal sealed class MachineBoot(TimeProvider time)
{
    private readonly ManifestTemplate _init = ManifestTemplate.Load("kubeadm-init");
    private readonly ManifestTemplate _staticPod = ManifestTemplate.Load("static-pod");
    private readonly ManifestTemplate _node = ManifestTemplate.Load("node");

    /// <summary>What <c>kubeadm init</c> uploads.</summary>
    public async Task InitializeAsync(WorkloadCluster cluster, BootedMachine machine, CancellationToken cancellationToken)
    {
        var ca = Convert.ToBase64String(Encoding.ASCII.GetBytes(machine.Pki!.ClusterCa.CertificatePem));
        foreach (var manifest in _init.Render(KubeadmSettings.Variables(machine, ca)))
        {
            await CreateAsync(cluster.Client, manifest, cancellationToken);
        }
    }

    /// <summary>The kubelet registers its Node, which the API server keeps pods away from.</summary>
    public async Task RegisterNodeAsync(WorkloadCluster cluster, BootedMachine machine, CancellationToken cancellationToken)
    {
        var registration = machine.Registration;
        var node = _node.Render(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NODE"] = registration.Name,
            ["PROVIDER_ID"] = machine.Identity.ProviderId,
            ["KUBERNETES_VERSION"] = machine.Identity.KubernetesVersion,
            ["NOW"] = Now(),
        }).Single();
        NodeDetails.Fill(node, machine);
        await CreateAsync(cluster.Client, node, cancellationToken);
    }

    /// <summary>The cluster's node lifecycle controller has found the Node ready, and lets pods come.</summary>
    public static async Task AdmitPodsAsync(WorkloadCluster cluster, string node, CancellationToken cancellationToken)
    {
        var key = ObjectKey.ClusterScoped(node);
        var found = await cluster.Client.FindAsync(BuiltInTypes.Node, key, cancellationToken);
        if (found is not null && NotReadyTaint.IsOn(found))
        {
            await cluster.Client.PatchAsync(BuiltInTypes.Node, key, NotReadyTaint.Removal(found), WriteOptions.Default, cancellationToken);
        }
    }

    /// <summary>The kubelet of a control plane machine runs static pods and mirrors them.</summary>
    public async Task MirrorPodsAsync(WorkloadCluster cluster, BootedMachine machine, CancellationToken cancellationToken)
    {
        foreach (var pod in StaticPods.Of(machine.Identity.KubernetesVersion, withEtcd: machine.Pki?.EtcdCa is not null))
        {
            var manifest = _staticPod.Render(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["NODE"] = machine.Registration.Name,
                ["COMPONENT"] = pod.Component,
                ["IMAGE"] = pod.Image,
                ["NOW"] = Now(),
            }).Single();
            var status = new JsonObject { ["status"] = manifest["status"]!.DeepClone() };
            var key = new ObjectKey("kube-system", $"{pod.Component}-{machine.Registration.Name}");
            await CreateAsync(cluster.Client, manifest, cancellationToken);
            await cluster.Client.PatchAsync(BuiltInTypes.Pod, key, KubePatch.Merge(status), WriteOptions.Status, cancellationToken);
        }
    }

    /// <summary>The machine has vanished: what its kubelet had mirrored goes with it. Its Node stays until somebody deletes it.</summary>
    public static async Task RemovePodsAsync(WorkloadCluster cluster, string node, CancellationToken cancellationToken)
    {
        var pods = await cluster.Client.ListAsync(
            BuiltInTypes.Pod, "kube-system", new ListOptions { FieldSelector = $"spec.nodeName={node}" }, cancellationToken);
        foreach (var pod in pods.Items)
        {
            try
            {
                await cluster.Client.DeleteAsync(
                    BuiltInTypes.Pod, pod.Key, new DeleteOptions { Uid = pod.Metadata.Uid, GracePeriodSeconds = 0 }, cancellationToken);
            }
            catch (KubeApiException e) when (e.IsNotFound)
            {
                // Somebody else was first.
            }
        }
    }

    private static async Task CreateAsync(IKubeClient client, JsonObject body, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(KubeadmResources.Of(body), body, WriteOptions.Default, cancellationToken);
        }
        catch (KubeApiException e) when (e.IsAlreadyExists)
        {
            // An earlier attempt got this far.
        }
    }

    private string Now() => KubeTime.Format(time.GetUtcNow());
}
