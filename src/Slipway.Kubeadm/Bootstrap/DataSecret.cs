using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Versions;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Objects;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>The Secret that carries a machine's boot data.</summary>
internal static class DataSecret
{
    private const string FormatKey = "format";

    /// <summary>Renders the boot data and asks for the Secret, after the given effects.</summary>
    public static PhaseResult Write(KubeadmConfigScope scope, KubeadmConfigSpec spec, bool init, ImmutableArray<Effect> before)
    {
        var machine = scope.Owner!.ValueOrNull!;
        if (!KubernetesVersion.TryParse(machine.Spec?.Version, out var version))
        {
            return PhaseResult.FailWith(
                ErrorCodes.InvalidSpecification, $"Machine spec.version: \"{machine.Spec?.Version}\" is not a version such as v1.31.0");
        }

        if (KubeadmApis.For(version) is not { } api)
        {
            return PhaseResult.FailWith(
                ErrorCodes.InvalidSpecification, $"Machine spec.version: {version} is too old; v1.17.0 is the first that is served");
        }

        if ((scope.Content.Problem ?? scope.ControlPlaneVersion.Problem) is { } problem)
        {
            return PhaseResult.FailWith(problem.Code, problem.Message);
        }

        string userData;
        try
        {
            var data = new BootData(version, api, Facts(scope, version), scope.Content, scope.ControlPlaneVersion.Text);
            userData = init ? data.RenderInit(spec, scope.Authorities!) : data.RenderJoin(spec, scope.Authorities!);
        }
        catch (InvalidBootDataException e)
        {
            return PhaseResult.FailWith(ErrorCodes.InvalidSpecification, e.Message);
        }

        return PhaseResult.Want([.. before, Effect(scope, userData)]);
    }

    /// <summary>
    /// Keeps the Secret as the configuration's own, with which it goes, whoever took the owner away. What others manage, and what the user
    /// named in the Machine, is theirs: it would go with this configuration.
    /// </summary>
    public static PhaseResult Keep(KubeadmConfigScope scope, DateTimeOffset now) => scope.ToldSecret is Observed<KubeObject>.Found(var secret)
        && secret.Metadata.Name == scope.Config.Metadata.Name && secret.Metadata.ControllerOwner is null or { Kind: "KubeadmConfig" }
        ? PhaseResult.DoneAfter(OwnershipPatch.Decide(
            BuiltInTypes.Secret, secret, Owner(scope.Config), [], $"the boot data is KubeadmConfig {scope.Config.Metadata.Name}'s"))
        : PhaseResult.Completed;

    private static Effect Effect(KubeadmConfigScope scope, string userData)
    {
        var config = scope.Config;
        var key = new ObjectKey(config.Metadata.NamespaceProperty, config.Metadata.Name);
        (string, string)[] data = [(ClusterSecrets.ValueKey, userData), (FormatKey, config.Spec?.Format ?? BootstrapFormat.CloudConfig)];
        return scope.DataSecret is Observed<V1Secret>.Found
            ? new Effect.Patch(BuiltInTypes.Secret, key, Change(scope, data), "the boot data changed")
            : new Effect.Create(
                BuiltInTypes.Secret,
                BuiltInTypes.Secret.ToJsonObject(ClusterSecrets.Create(key, scope.ClusterKey.Name, Owner(config).ToClass(), data)),
                "the machine's boot data");
    }

    private static JsonObject Change(KubeadmConfigScope scope, (string, string)[] data)
    {
        var change = SecretPatch.OfData(data);
        change["metadata"] = new JsonObject { ["labels"] = new JsonObject { [ClusterLabels.ClusterName] = scope.ClusterKey.Name } };
        return change;
    }

    // Without blockOwnerDeletion, as upstream's.
    private static OwnerReference Owner(KubeadmConfig config) =>
        Owners.Controller(Slipway.Api.KubeadmTypes.KubeadmConfig, config) with { BlockOwnerDeletion = false };

    private static ClusterFacts Facts(KubeadmConfigScope scope, KubernetesVersion version) =>
        ClusterFactsReader.Of(scope.Cluster.ValueOrNull!, version);
}
