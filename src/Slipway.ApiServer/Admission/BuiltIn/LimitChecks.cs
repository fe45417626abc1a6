using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Quantities;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>Compares what is asked for with one limit of a LimitRange; tells what is beyond it, in kube-apiserver's words.</summary>
internal static class LimitChecks
{
    /// <summary>A container, or a pod as a whole.</summary>
    public static IEnumerable<string> OfContainers(
        JsonObject limit, IReadOnlyDictionary<string, Quantity> requests, IReadOnlyDictionary<string, Quantity> limits)
    {
        var type = limit.Text("type");
        foreach (var (name, least) in Amounts(limit, "min"))
        {
            if (Minimum(type, name, least, requests, limits) is { } problem)
            {
                yield return problem;
            }
        }

        foreach (var (name, most) in Amounts(limit, "max"))
        {
            var usage = $"maximum {name} usage per {type} is {most}";
            if (!limits.TryGetValue(name, out var bound))
            {
                yield return $"{usage}.  No limit is specified";
            }
            else if (bound > most)
            {
                yield return $"{usage}, but limit is {bound}";
            }
            else if (requests.TryGetValue(name, out var request) && request > most)
            {
                yield return $"{usage}, but request is {request}";
            }
        }

        foreach (var (name, most) in Amounts(limit, "maxLimitRequestRatio"))
        {
            if (Ratio(type, name, most, requests.GetValueOrDefault(name), limits.GetValueOrDefault(name)) is { } problem)
            {
                yield return problem;
            }
        }
    }

    /// <summary>A claim, of which only the request counts.</summary>
    public static IEnumerable<string> OfClaims(JsonObject limit, IReadOnlyDictionary<string, Quantity> requests)
    {
        var type = limit.Text("type");
        foreach (var (name, least) in Amounts(limit, "min"))
        {
            if (Minimum(type, name, least, requests, new Dictionary<string, Quantity>(StringComparer.Ordinal)) is { } problem)
            {
                yield return problem;
            }
        }

        foreach (var (name, most) in Amounts(limit, "max"))
        {
            var usage = $"maximum {name} usage per {type} is {most}";
            if (!requests.TryGetValue(name, out var request))
            {
                yield return $"{usage}.  No request is specified";
            }
            else if (request > most)
            {
                yield return $"{usage}, but request is {request}";
            }
        }
    }

    private static string? Minimum(
        string type,
        string name,
        Quantity least,
        IReadOnlyDictionary<string, Quantity> requests,
        IReadOnlyDictionary<string, Quantity> limits)
    {
        var usage = $"minimum {name} usage per {type} is {least}";
        return !requests.TryGetValue(name, out var request) ? $"{usage}.  No request is specified"
            : request < least ? $"{usage}, but request is {request}"
            : limits.TryGetValue(name, out var bound) && bound < least ? $"{usage}, but limit is {bound}"
            : null;
    }

    // What is not said counts as 0.
    private static string? Ratio(string type, string name, Quantity most, Quantity request, Quantity bound)
    {
        var usage = $"{name} max limit to request ratio per {type} is {most}";
        return request == default ? $"{usage}, but no request is specified or request is 0"
            : bound == default ? $"{usage}, but no limit is specified or limit is 0"
            : bound.Ratio(request) is var ratio && ratio > most.Ratio(Quantity.Parse("1"))
                ? string.Create(CultureInfo.InvariantCulture, $"{usage}, but provided ratio is {ratio:F6}")
            : null;
    }

    private static IEnumerable<(string Name, Quantity Amount)> Amounts(JsonObject limit, string field) =>
        (limit.Map(field) ?? []).OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => (a.Key, Quantity.Parse(a.Value!.ToString())));
}
