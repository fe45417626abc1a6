using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>Gives new pods the overhead and the places of their RuntimeClass (kube-apiserver's admission plugin RuntimeClass).</summary>
internal sealed class PodRuntimes(EngineCore core)
{
    private const string OtherOverhead = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";

    /// <summary>Completes a new pod.</summary>
    /// <exception cref="KubeApiException">403: its class is not there, or says something else than the pod.</exception>
    public void Admit(WriteScope scope, JsonObject pod)
    {
        if (ClassOf(scope, pod) is not { } runtime)
        {
            return;
        }

        var spec = pod.Ensure("spec");
        if (runtime.Map("overhead") is { } overhead)
        {
            var fixedAmounts = overhead.Map("podFixed") ?? [];
            if (spec.Map("overhead") is { Count: > 0 } own && !SameAmounts(own, fixedAmounts))
            {
                throw BuiltInAdmission.Forbidden(scope, pod, OtherOverhead);
            }

            spec["overhead"] = fixedAmounts.DeepClone();
        }

        if (runtime.Map("scheduling") is { } scheduling)
        {
            SelectNodes(scope, pod, scheduling.Map("nodeSelector") ?? []);
            var tolerations = TolerationMerge.Of([.. KindRules.Items(spec, "tolerations"), .. KindRules.Items(scheduling, "tolerations")]);
            if (tolerations.Count > 0)
            {
                spec["tolerations"] = new JsonArray([.. tolerations.Select(t => t.DeepClone())]);
            }
        }
    }

    /// <summary>Checks a new pod as it would be stored.</summary>
    /// <exception cref="KubeApiException">403: its overhead is not its class's.</exception>
    public void Check(WriteScope scope, JsonObject pod)
    {
        var overhead = pod.Map("spec")?.Map("overhead");
        if (ClassOf(scope, pod)?.Map("overhead")?.Map("podFixed") is { } wanted)
        {
            if (!SameAmounts(overhead ?? [], wanted))
            {
                throw BuiltInAdmission.Forbidden(scope, pod, OtherOverhead);
            }
        }
        else if (overhead is { Count: > 0 })
        {
            throw BuiltInAdmission.Forbidden(
                scope, pod, "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
        }
    }

    private static bool SameAmounts(JsonObject one, JsonObject other) => JsonNode.DeepEquals(one, other);

    private static void SelectNodes(WriteScope scope, JsonObject pod, JsonObject wanted)
    {
        foreach (var (label, value) in wanted)
        {
            var selector = pod.Map("spec")!.Ensure("nodeSelector");
            if (selector.ContainsKey(label) && selector.Text(label) != value!.ToString())
            {
                throw BuiltInAdmission.Forbidden(
                    scope,
                    pod,
                    $"conflict: runtimeClass.scheduling.nodeSelector[{label}] = {value}; "
                    + $"pod.spec.nodeSelector[{label}] = {selector.Text(label)}");
            }

            selector[label] = value!.ToString();
        }
    }

    private JsonObject? ClassOf(WriteScope scope, JsonObject pod) =>
        pod.Map("spec")?.Text("runtimeClassName") is not { Length: > 0 } name ? null
        : core.Find("runtimeclasses.node.k8s.io", name)
            ?? throw BuiltInAdmission.Forbidden(scope, pod, $"pod rejected: RuntimeClass \"{name}\" not found");
}
