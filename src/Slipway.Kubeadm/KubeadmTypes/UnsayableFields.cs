using System.Collections.Immutable;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>
/// What of a KubeadmConfig the kubeadm of a version has no field for. A value that says what that kubeadm does anyway is no problem; every
/// other one is, for a machine that quietly does without it is not the one that was asked for.
/// </summary>
/// <param name="api">The version of kubeadm's files.</param>
/// <param name="version">The Kubernetes version.</param>
internal sealed class UnsayableFields(KubeadmApi api, KubernetesVersion version)
{
    private readonly ImmutableArray<string>.Builder _problems = ImmutableArray.CreateBuilder<string>();

    /// <summary>A sentence for each field of a first machine that cannot be said.</summary>
    public static ImmutableArray<string> OfInit(KubeadmApi api, KubernetesVersion version, KubeadmConfigSpec spec)
    {
        var fields = new UnsayableFields(api, version);
        fields.CheckCluster(spec.ClusterConfiguration);
        const string path = "spec.initConfiguration";
        var init = spec.InitConfiguration;
        fields.CheckNode(path, init?.NodeRegistration, init?.SkipPhases, init?.Patches);
        fields.CheckTimeouts($"{path}.timeouts", init?.Timeouts);
        fields.CheckOlder($"{path}.timeouts.discoverySeconds", init?.Timeouts?.DiscoverySeconds is null or 300);
        fields.CheckOlder($"{path}.timeouts.tlsBootstrapSeconds", init?.Timeouts?.TlsBootstrapSeconds is null or 300);
        return fields._problems.ToImmutable();
    }

    /// <summary>A sentence for each field of a joining machine that cannot be said.</summary>
    public static ImmutableArray<string> OfJoin(KubeadmApi api, KubernetesVersion version, KubeadmConfigSpec spec)
    {
        var fields = new UnsayableFields(api, version);
        const string path = "spec.joinConfiguration";
        var join = spec.JoinConfiguration;
        fields.CheckNode(path, join?.NodeRegistration, join?.SkipPhases, join?.Patches);
        fields.CheckTimeouts($"{path}.timeouts", join?.Timeouts);
        if (join?.Timeouts is { DiscoverySeconds: { } discovery, TlsBootstrapSeconds: { } bootstrap } && discovery != bootstrap)
        {
            fields.CheckOlder($"{path}.timeouts.tlsBootstrapSeconds", false, $"as one of its own; equal to discoverySeconds ({discovery}) it can be said");
        }

        return fields._problems.ToImmutable();
    }

    private void CheckCluster(ClusterConfiguration? cluster)
    {
        const string path = "spec.clusterConfiguration";
        CheckComponent($"{path}.apiServer", cluster?.ApiServer?.ExtraArgs, cluster?.ApiServer?.ExtraEnvs);
        CheckComponent($"{path}.controllerManager", cluster?.ControllerManager?.ExtraArgs, cluster?.ControllerManager?.ExtraEnvs);
        CheckComponent($"{path}.scheduler", cluster?.Scheduler?.ExtraArgs, cluster?.Scheduler?.ExtraEnvs);
        CheckComponent($"{path}.etcd.local", cluster?.Etcd?.Local?.ExtraArgs, cluster?.Etcd?.Local?.ExtraEnvs);

        // The authorities themselves are made here, with the validity and the key that are wanted, whatever kubeadm knows of that.
        CheckOlder($"{path}.certificateValidityPeriodDays", cluster?.CertificateValidityPeriodDays is null or 365);
        CheckKeys($"{path}.encryptionAlgorithm", cluster?.EncryptionAlgorithm);
    }

    private void CheckKeys(string path, string? algorithm)
    {
        var since = algorithm switch
        {
            null or KeyAlgorithm.Rsa2048 => "",
            KeyAlgorithm.EcdsaP256 => version.IsAtLeast(1, 19) ? "" : "v1.19",
            KeyAlgorithm.EcdsaP384 => version.IsAtLeast(1, 34) ? "" : "v1.34",
            _ => api >= KubeadmApi.V1Beta4 ? "" : "v1.31",
        };
        if (since.Length > 0)
        {
            _problems.Add($"{path}: kubeadm of Kubernetes {version} makes no {algorithm} keys; that takes {since} or later");
        }
    }

    private void CheckComponent(string path, List<Arg>? args, List<EnvVar>? envs)
    {
        CheckArgs($"{path}.extraArgs", args);
        CheckOlder($"{path}.extraEnvs", envs is not { Count: > 0 });
    }

    private void CheckArgs(string path, List<Arg>? args)
    {
        var twice = args?.GroupBy(a => a.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        CheckOlder(path, twice is null, $"that holds a flag twice, as here \"{twice}\"");
    }

    private void CheckNode(string path, NodeRegistrationOptions? node, List<string>? skipPhases, Patches? patches)
    {
        CheckArgs($"{path}.nodeRegistration.kubeletExtraArgs", node?.KubeletExtraArgs);
        CheckOlder($"{path}.nodeRegistration.imagePullSerial", node?.ImagePullSerial is not false);
        CheckOldest($"{path}.nodeRegistration.imagePullPolicy", node?.ImagePullPolicy is null or PullPolicy.IfNotPresent);
        CheckOldest($"{path}.skipPhases", skipPhases is not { Count: > 0 });
        CheckOldest($"{path}.patches.directory", patches?.Directory is null);
    }

    // controlPlaneComponentHealthCheckSeconds is the cluster's apiServer.timeoutForControlPlane there.
    private void CheckTimeouts(string path, Timeouts? timeouts)
    {
        CheckOlder($"{path}.kubeletHealthCheckSeconds", timeouts?.KubeletHealthCheckSeconds is null or 240);
        CheckOlder($"{path}.kubernetesAPICallSeconds", timeouts?.KubernetesAPICallSeconds is null or 60);
        CheckOlder($"{path}.etcdAPICallSeconds", timeouts?.EtcdAPICallSeconds is null or 120);
    }

    private void CheckOlder(string path, bool sayable, string detail = "") => Check(KubeadmApi.V1Beta4, "v1.31", path, sayable, detail);

    private void CheckOldest(string path, bool sayable) => Check(KubeadmApi.V1Beta3, "v1.22", path, sayable, "");

    private void Check(KubeadmApi needed, string since, string path, bool sayable, string detail)
    {
        if (api < needed && !sayable)
        {
            var field = detail.Length == 0 ? "no such field" : $"no field {detail}";
            _problems.Add($"{path}: kubeadm of Kubernetes {version} ({api.GroupVersion()}) has {field}; leave it out, or use {since} or later");
        }
    }
}
