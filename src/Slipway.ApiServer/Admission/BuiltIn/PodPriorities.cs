using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>Gives each new pod the priority of its PriorityClass (kube-apiserver's admission plugin Priority).</summary>
internal sealed class PodPriorities(EngineCore core)
{
    private const string Resource = "priorityclasses.scheduling.k8s.io";
    private const string Preempts = "PreemptLowerPriority";

    /// <summary>Completes a pod that is to be created.</summary>
    /// <exception cref="KubeApiException">403 when its class is not there, or gives another priority than the pod says.</exception>
    public void Admit(WriteScope scope, JsonObject pod)
    {
        var spec = pod.Ensure("spec");
        var name = spec.Text("priorityClassName");
        var priorityClass = name.Length > 0
            ? Find(name) ?? throw Forbidden(scope, pod, $"no PriorityClass with name {name} was found")
            : FindDefault();
        var priority = priorityClass?.Integer("value") ?? 0;
        if (spec.Integer("priority") is { } given && given != priority)
        {
            throw Forbidden(scope, pod, string.Create(
                CultureInfo.InvariantCulture,
                $"the integer value of priority ({given}) must not be provided in pod spec; priority admission controller computed {priority} from the given PriorityClass name"));
        }

        var policy = priorityClass?.Text("preemptionPolicy") is { Length: > 0 } own ? own : Preempts;
        if (spec.Text("preemptionPolicy") is { Length: > 0 } wanted && wanted != policy)
        {
            throw Forbidden(
                scope,
                pod,
                $"the string value of PreemptionPolicy ({wanted}) must not be provided in pod spec; priority admission controller computed "
                + $"{policy} from the given PriorityClass name");
        }

        if (priorityClass is not null)
        {
            spec["priorityClassName"] = priorityClass.Map("metadata")!.Text("name");
        }

        spec["priority"] = priority;
        spec["preemptionPolicy"] = policy;
    }

    /// <summary>Refuses a second class that counts for pods without one.</summary>
    /// <exception cref="KubeApiException">403.</exception>
    public void CheckClass(WriteScope scope, JsonObject priorityClass)
    {
        var name = priorityClass.Map("metadata")?.Text("name") ?? "";
        if (priorityClass.IsTrue("globalDefault") && FindDefault()?.Map("metadata")!.Text("name") is { } present && present != name)
        {
            throw Forbidden(scope, priorityClass, $"PriorityClass {present} is already marked as default. Only one default can exist");
        }
    }

    /// <summary>Lets a pod whose change does not say its priority keep the one that it has.</summary>
    public static void Keep(JsonObject pod, JsonObject old)
    {
        var (spec, before) = (pod.Ensure("spec"), old.Map("spec"));
        foreach (var field in (ReadOnlySpan<string>)["priority", "preemptionPolicy"])
        {
            if (spec[field] is null && before?[field] is { } kept)
            {
                spec[field] = kept.DeepClone();
            }
        }
    }

    private static KubeApiException Forbidden(WriteScope scope, JsonObject pod, string why) =>
        ApiErrors.Forbidden(scope.Resource, pod.Map("metadata")?.Text("name") ?? "", why);

    private JsonObject? Find(string name) =>
        core.Store.Get(new StoreKey(Resource, "", name)) is { } stored ? ObjectViews.Of(stored).Stored.ToJsonObject() : null;

    // Of several, which can only be made at the same time, the lowest.
    private JsonObject? FindDefault() => core.Store.List(new StoreQuery(Resource, "")).Items
        .Select(stored => ObjectViews.Of(stored).Stored.ToJsonObject())
        .Where(c => c.IsTrue("globalDefault"))
        .MinBy(c => c.Integer("value") ?? 0);
}
