using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission.BuiltIn.PodSecurity;

/// <summary>
/// Holds pods against the Pod Security Standard that the labels of their namespace name, and warns of what would make such pods
/// (kube-apiserver's admission plugin PodSecurity, as it is without a configuration of its own).
/// </summary>
internal sealed class PodSecurityAdmission(EngineCore core)
{
    private const int MaxPodsToCheck = 3000;

    /// <summary>Whether the kind's objects make pods.</summary>
    public static bool MakesPods(string plural) => plural
        is "podtemplates" or "replicationcontrollers" or "replicasets" or "deployments" or "statefulsets" or "daemonsets" or "jobs"
        or "cronjobs";

    /// <summary>Looks at an object that is to be written.</summary>
    /// <exception cref="KubeApiException">403: a pod violates what is enforced. 422: a namespace's labels are wrong.</exception>
    public void Check(WriteScope scope, JsonObject obj, JsonObject? old)
    {
        if (scope.Resource.Plural == "namespaces")
        {
            CheckNamespace(scope, obj, old);
        }
        else if (PolicyOf(scope) is { IsPrivileged: false } policy)
        {
            if (scope.Resource.Plural != "pods")
            {
                Warn(scope, policy, TemplateOf(obj));
            }
            else if (old is null || IsSignificant(obj.Map("spec") ?? [], old.Map("spec") ?? []))
            {
                CheckPod(scope, policy, obj);
            }
        }
    }

    private static List<SecurityViolation> Violations(SecuritySubject pod, SecurityLevel level) => level.Level switch
    {
        SecurityLevel.Privileged => [],
        SecurityLevel.Baseline => [.. BaselineChecks.Of(pod, level).OfType<SecurityViolation>()],
        _ => [.. BaselineChecks.Of(pod, level).Concat(RestrictedChecks.Of(pod, level)).OfType<SecurityViolation>()],
    };

    private static void CheckPod(WriteScope scope, SecurityPolicy policy, JsonObject pod)
    {
        var violations = Violations(SubjectOf(pod), policy.Enforce);
        if (violations.Count > 0)
        {
            throw BuiltInAdmission.Forbidden(scope, pod, $"violates PodSecurity \"{policy.Enforce}\": {string.Join(", ", violations)}");
        }

        Warn(scope, policy, pod);
    }

    private static void Warn(WriteScope scope, SecurityPolicy policy, JsonObject? pod)
    {
        if (pod is not null && Violations(SubjectOf(pod), policy.Warn) is { Count: > 0 } violations)
        {
            scope.Warnings.Add($"would violate PodSecurity \"{policy.Warn}\": {string.Join(", ", violations)}");
        }
    }

    private static SecuritySubject SubjectOf(JsonObject pod) => new(pod.Map("metadata") ?? [], pod.Map("spec") ?? []);

    private static JsonObject? TemplateOf(JsonObject owner) =>
        owner.Map("template") ?? owner.Map("spec")?.Map("template") ?? owner.Map("spec")?.Map("jobTemplate")?.Map("spec")?.Map("template");

    // Of a pod that is there, nothing else that counts can change.
    private static bool IsSignificant(JsonObject spec, JsonObject old)
    {
        foreach (var field in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            if (!Images(spec, field).SequenceEqual(Images(old, field)))
            {
                return true;
            }
        }

        return KindRules.Items(spec, "ephemeralContainers").Any(c =>
            !KindRules.Items(old, "ephemeralContainers").Any(o => o.Text("name") == c.Text("name") && o.Text("image") == c.Text("image")));
    }

    private static IEnumerable<string> Images(JsonObject spec, string field) => KindRules.Items(spec, field).Select(c => c.Text("image"));

    private void CheckNamespace(WriteScope scope, JsonObject obj, JsonObject? old)
    {
        var policy = PolicyOf(obj);
        var before = old is null ? SecurityPolicy.None : PolicyOf(old);
        if (!policy.Errors.IsEmpty && !policy.Errors.SequenceEqual(before.Errors))
        {
            throw ApiErrors.Invalid(scope.Resource.Kind.GroupKind, obj.Map("metadata")!.Text("name"), [.. policy.Errors]);
        }

        var isLaxer = policy.Enforce.Minor == before.Enforce.Minor && policy.Enforce.Level <= before.Enforce.Level;
        if (old is not null && policy.Enforce.Level != SecurityLevel.Privileged && !isLaxer)
        {
            WarnOfPods(scope, obj.Map("metadata")!.Text("name"), policy.Enforce);
        }
    }

    private void WarnOfPods(WriteScope scope, string ns, SecurityLevel enforce)
    {
        var pods = Prioritized(core.Store.List(new StoreQuery("pods", ns)).Items.Select(p => ObjectViews.Of(p).Stored.ToJsonObject()));
        var found = pods.Take(MaxPodsToCheck)
            .Select(p => (Name: p.Map("metadata")!.Text("name"), Violations: Violations(SubjectOf(p), enforce).Select(v => v.Reason)))
            .Select(p => (p.Name, Reasons: string.Join(", ", p.Violations)))
            .Where(p => p.Reasons.Length > 0)
            .GroupBy(p => p.Reasons, StringComparer.Ordinal)
            .Select(g => $"{Names([.. g.Select(p => p.Name).Order(StringComparer.Ordinal)])}: {g.Key}")
            .Order(StringComparer.Ordinal)
            .ToList();
        if (pods.Count > MaxPodsToCheck)
        {
            scope.Warnings.Add(
                $"new PodSecurity enforce level only checked against the first {MaxPodsToCheck} of {pods.Count} existing pods");
        }

        if (found.Count > 0)
        {
            scope.Warnings.Add($"existing pods in namespace \"{ns}\" violate the new PodSecurity enforce level \"{enforce}\"");
            scope.Warnings.AddRange(found);
        }
    }

    private static string Names(List<string> pods) => pods.Count switch
    {
        1 => pods[0],
        2 => $"{pods[0]} (and 1 other pod)",
        _ => $"{pods[0]} (and {pods.Count - 1} other pods)",
    };

    // One pod of each owner comes before its others.
    private static List<JsonObject> Prioritized(IEnumerable<JsonObject> pods)
    {
        var (first, others, owners) = (new List<JsonObject>(), new List<JsonObject>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var pod in pods)
        {
            var owner = KindRules.Items(pod.Map("metadata")!, "ownerReferences").FirstOrDefault(o => o.IsTrue("controller"))?.Text("uid");
            (owner is null || owners.Add(owner) ? first : others).Add(pod);
        }

        return [.. first, .. others];
    }

    private static SecurityPolicy PolicyOf(JsonObject ns) => SecurityPolicy.Of(
        (ns.Map("metadata")?.Map("labels") ?? []).ToDictionary(l => l.Key, l => l.Value?.ToString() ?? "", StringComparer.Ordinal));

    private SecurityPolicy PolicyOf(WriteScope scope) =>
        core.Store.Get(new StoreKey("namespaces", "", scope.Key.Namespace)) is { } stored
            ? SecurityPolicy.Of(ObjectViews.Of(stored).Stored.Metadata.Labels)
            : SecurityPolicy.None;
}
