using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Kinds.Core.Pods;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>
/// Gives the containers of new pods what the LimitRanges of their namespace say, and refuses pods and claims beyond them (kube-apiserver's
/// admission plugin LimitRanger).
/// </summary>
internal sealed class LimitRanger(EngineCore core)
{
    private const string Annotation = "kubernetes.io/limit-ranger";

    /// <summary>Fills in what the containers of a new pod do not say.</summary>
    public void Complete(WriteScope scope, JsonObject pod)
    {
        foreach (var limits in LimitsOf(scope))
        {
            var requests = new SortedDictionary<string, string>(StringComparer.Ordinal);
            var bounds = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var limit in limits.Where(l => l.Text("type") == "Container"))
            {
                Collect(limit.Map("defaultRequest"), requests);
                Collect(limit.Map("default"), bounds);
            }

            Complete(pod, requests, bounds);
        }
    }

    /// <summary>Checks a pod that is created or resized.</summary>
    /// <exception cref="KubeApiException">403: it is beyond a limit.</exception>
    public void CheckPod(WriteScope scope, JsonObject pod, JsonObject? old)
    {
        foreach (var limits in IsGoing(old) ? [] : LimitsOf(scope))
        {
            var problems = new List<string>();
            foreach (var limit in limits)
            {
                var spec = pod.Map("spec") ?? [];
                if (limit.Text("type") == "Container")
                {
                    foreach (var container in KindRules.Items(spec, "containers").Concat(KindRules.Items(spec, "initContainers")))
                    {
                        var (requests, bounds) = (PodAmounts.Of(container, "requests"), PodAmounts.Of(container, "limits"));
                        problems.AddRange(LimitChecks.OfContainers(limit, requests, bounds));
                    }
                }
                else if (limit.Text("type") == "Pod")
                {
                    var (requests, bounds) = (PodAmounts.OfPod(spec, "requests"), PodAmounts.OfPod(spec, "limits"));
                    problems.AddRange(LimitChecks.OfContainers(limit, requests, bounds));
                }
            }

            Refuse(scope, pod, problems);
        }
    }

    /// <summary>Checks a claim that is written.</summary>
    /// <exception cref="KubeApiException">403: it is beyond a limit.</exception>
    public void CheckClaim(WriteScope scope, JsonObject claim, JsonObject? old)
    {
        foreach (var limits in IsGoing(old) ? [] : LimitsOf(scope))
        {
            var requests = PodAmounts.Of(claim.Map("spec") ?? [], "requests");
            var ofClaims = limits.Where(l => l.Text("type") == "PersistentVolumeClaim");
            Refuse(scope, claim, [.. ofClaims.SelectMany(l => LimitChecks.OfClaims(l, requests))]);
        }
    }

    private static bool IsGoing(JsonObject? old) => old?.Map("metadata")?.ContainsKey("deletionTimestamp") == true;

    private static void Refuse(WriteScope scope, JsonObject obj, List<string> problems)
    {
        if (problems.Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } told)
        {
            throw BuiltInAdmission.Forbidden(scope, obj, told.Count == 1 ? told[0] : $"[{string.Join(", ", told)}]");
        }
    }

    private static void Collect(JsonObject? amounts, SortedDictionary<string, string> all)
    {
        foreach (var (name, amount) in amounts ?? [])
        {
            all[name] = amount!.ToString();
        }
    }

    private static void Complete(JsonObject pod, SortedDictionary<string, string> requests, SortedDictionary<string, string> bounds)
    {
        var told = new List<string>();
        foreach (var (field, title) in (ReadOnlySpan<(string, string)>)[("containers", "container"), ("initContainers", "init container")])
        {
            foreach (var container in KindRules.Items(pod.Ensure("spec"), field))
            {
                // Limits come first, as they are written; requests are told first.
                var limits = Fill(container, "limits", bounds);
                Tell(told, Fill(container, "requests", requests), $"request for {title} {container.Text("name")}");
                Tell(told, limits, $"limit for {title} {container.Text("name")}");
            }
        }

        if (told.Count > 0)
        {
            pod.Ensure("metadata").Ensure("annotations")[Annotation] = $"LimitRanger plugin set: {string.Join("; ", told)}";
        }
    }

    private static void Tell(List<string> told, List<string> names, string what)
    {
        if (names.Count > 0)
        {
            told.Add($"{string.Join(", ", names)} {what}");
        }
    }

    private static List<string> Fill(JsonObject container, string field, SortedDictionary<string, string> amounts)
    {
        var missing = amounts.Keys.Where(name => container.Map("resources")?.Map(field)?.ContainsKey(name) != true).ToList();
        if (missing.Count > 0)
        {
            var filled = container.Ensure("resources").Ensure(field);
            var all = filled.ToDictionary(f => f.Key, f => f.Value!.DeepClone(), StringComparer.Ordinal);
            missing.ForEach(name => all[name] = JsonValue.Create(amounts[name]));
            filled.Clear();
            foreach (var (name, amount) in all.OrderBy(a => a.Key, StringComparer.Ordinal))
            {
                filled[name] = amount;
            }
        }

        return missing;
    }

    private IEnumerable<List<JsonObject>> LimitsOf(WriteScope scope) =>
        core.All("limitranges", scope.Key.Namespace).Select(range => KindRules.Items(range.Map("spec") ?? [], "limits").ToList());
}
