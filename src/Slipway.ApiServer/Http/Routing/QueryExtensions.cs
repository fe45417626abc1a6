using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Http.Routing;

/// <summary>Query parameters, read as kube-apiserver reads them.</summary>
internal static class QueryExtensions
{
    public static string Text(this IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] ?? "" : "";

    public static ImmutableArray<string> Texts(this IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) ? [.. values.Select(v => v ?? "")] : [];

    /// <summary>True for a parameter without a value too; null when it is absent.</summary>
    public static bool? Flag(this IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var values) || values.Count == 0)
        {
            return null;
        }

        return values[0] is not "0" && !"false".Equals(values[0], StringComparison.OrdinalIgnoreCase);
    }

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The value is not a whole number.</exception>
    public static long? Number(this IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var values) || values.Count == 0)
        {
            return null;
        }

        var text = values[0] ?? "";
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var digits = text.AsSpan(text is ['+' or '-', ..] ? 1 : 0);
        var why = digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9') ? "value out of range" : "invalid syntax";
        throw FrontErrors.BadRequest($"strconv.ParseInt: parsing {GoText.Quote(text)}: {why}");
    }
}
