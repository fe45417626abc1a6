using Microsoft.AspNetCore.Http;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Http.Routing;

/// <summary>
/// The name of a list or watch that selects one object by <c>metadata.name</c>. It counts as the request's name where access is decided, so
/// that who may get one object may watch it too.
/// </summary>
internal static class SelectedName
{
    /// <returns>Empty when several objects may be meant, or when the selector cannot be read: the engine says so.</returns>
    public static string Of(IQueryCollection query)
    {
        var selector = query.Text("fieldSelector");
        if (!selector.Contains("metadata.name", StringComparison.Ordinal))
        {
            return "";
        }

        try
        {
            var name = FieldSelector.Parse(selector).RequiredValue("metadata.name") ?? "";
            return name is "." or ".." || name.AsSpan().ContainsAny('/', '%') ? "" : name;
        }
        catch (SelectorParseException)
        {
            return "";
        }
    }
}
