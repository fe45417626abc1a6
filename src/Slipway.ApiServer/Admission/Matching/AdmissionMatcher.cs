using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Admission.Matching;

/// <summary>Finds out what is about a request.</summary>
internal sealed class AdmissionMatcher(EngineCore core)
{
    /// <summary>In which version the request is to be shown; null when <paramref name="match"/> is not about it.</summary>
    /// <exception cref="KubeApiException">404 when a selector asks for a namespace that is not there.</exception>
    public AdmissionTarget? Find(AdmissionMatch match, AdmissionSubject subject)
    {
        if (!MatchesObject(match.Objects, subject) || FindRule(match.Excluded, match.Equivalent, subject) is not null)
        {
            return null;
        }

        var target = match.Rules.IsEmpty && !match.NeedsRule
            ? new AdmissionTarget(subject.Resource, subject.Kind)
            : FindRule(match.Rules, match.Equivalent, subject);
        return target is not null && MatchesNamespace(match.Namespaces, subject) ? target : null;
    }

    private static bool MatchesObject(LabelSelector selector, AdmissionSubject subject) =>
        selector.IsEmpty || Matches(selector, subject.Object) || Matches(selector, subject.OldObject);

    private static bool Matches(LabelSelector selector, JsonObject? obj) => obj is not null && selector.Matches(LabelsOf(obj));

    private static Dictionary<string, string> LabelsOf(JsonObject obj) =>
        (obj.Map("metadata")?.Map("labels") ?? []).ToDictionary(l => l.Key, l => l.Value?.ToString() ?? "", StringComparer.Ordinal);

    private AdmissionTarget? FindRule(ImmutableArray<AdmissionRule> rules, bool equivalent, AdmissionSubject subject)
    {
        foreach (var rule in rules)
        {
            if (rule.Matches(subject, subject.Resource))
            {
                return new AdmissionTarget(subject.Resource, subject.Kind);
            }
        }

        if (!equivalent || rules.IsEmpty)
        {
            return null;
        }

        var others = subject.OtherVersions(core.Registry);
        foreach (var rule in rules)
        {
            foreach (var other in others)
            {
                if (rule.Matches(subject, other))
                {
                    return new AdmissionTarget(other, AdmissionSubject.KindOf(other, subject.Scope.Subresource));
                }
            }
        }

        return null;
    }

    private bool MatchesNamespace(LabelSelector selector, AdmissionSubject subject)
    {
        var isNamespace = subject.Resource.GroupResource == "namespaces";
        if (selector.IsEmpty || (subject.Namespace.Length == 0 && !isNamespace))
        {
            return true;
        }

        // The labels that count are those that a Namespace is to have, where it is written itself.
        if (isNamespace && subject.Scope.Subresource.Length == 0 && subject.Object is { } written)
        {
            return selector.Matches(LabelsOf(written));
        }

        var stored = core.Store.GetLatest(new StoreKey("namespaces", "", subject.Namespace))
            ?? throw ApiErrors.NotFound("", "namespaces", subject.Namespace);
        return selector.Matches(ObjectViews.Of(stored).Stored.Metadata.Labels);
    }
}
