using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary><c>url</c>, <c>isURL</c> and what a URL consists of.</summary>
internal static class UrlFunctions
{
    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new("kubernetes.urls")
    {
        Overloads =
        [
            CelOverload.Global("url", "string_to_url", [CelType.String], KubernetesTypes.Url, a => Parse(((CelString)a[0]).Value)),
            CelOverload.Global(
                "isURL", "is_url_string", [CelType.String], CelType.Bool, a => CelBool.Of(GoUrl.TryParse(((CelString)a[0]).Value, out _, out _))),
            Part("getScheme", "url_get_scheme", u => u.Scheme),
            Part("getHost", "url_get_host", u => u.Host),
            Part("getHostname", "url_get_hostname", u => u.Hostname),
            Part("getPort", "url_get_port", u => u.Port),
            Part("getEscapedPath", "url_get_escaped_path", u => u.EscapedPath),
            CelOverload.Member(
                "getQuery", "url_get_query", [KubernetesTypes.Url], CelType.Map(CelType.String, CelType.List(CelType.String)), a => Query(UrlOf(a))),
        ],
    };

    private static CelOverload Part(string function, string id, Func<GoUrl, string> part) =>
        CelOverload.Member(function, id, [KubernetesTypes.Url], CelType.String, a => new CelString(part(UrlOf(a))));

    private static GoUrl UrlOf(ReadOnlySpan<CelValue> arguments) => ((KubernetesValue<GoUrl>)arguments[0]).Content;

    private static CelValue Parse(string text) => GoUrl.TryParse(text, out var url, out var error)
        ? new KubernetesValue<GoUrl>(KubernetesTypes.Url, url)
        : new CelError($"URL parse error during conversion from string: {error}");

    private static CelMap Query(GoUrl url) => CelMap.Of(url.Query.Select(q => KeyValuePair.Create<CelValue, CelValue>(
        new CelString(q.Key), CelList.Of([.. q.Value.Select(v => new CelString(v))]))));
}
