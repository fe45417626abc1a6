using Slipway.ApiServer.Protobuf;

namespace Slipway.ApiServer.Http.Negotiation;

/// <summary>The representation that was agreed on.</summary>
/// <param name="Form">What the answer is made into.</param>
/// <param name="Encoding">What it is written in.</param>
internal readonly record struct ResponseFormat(ResponseForm Form, ResponseEncoding Encoding)
{
    private const string MetaGroup = "meta.k8s.io";
    private const string Beta = "v1beta1";

    private static readonly (string MediaType, ResponseEncoding Encoding)[] Encodings =
    [
        ("application/json", ResponseEncoding.Json),
        ("application/yaml", ResponseEncoding.Yaml),
        (ProtobufBody.MediaType, ResponseEncoding.Protobuf),
    ];

    private static readonly ResponseTarget PlainOnly = new() { IsPlainOnly = true };

    /// <summary>The object as JSON.</summary>
    public static ResponseFormat PlainJson => default;

    /// <summary>Whether <c>Accept</c> asks for an indented text.</summary>
    public bool IsPretty { get; init; }

    /// <summary>Whether the form is told as one of <c>meta.k8s.io/v1beta1</c>.</summary>
    public bool IsBeta { get; init; }

    /// <summary>The answer's content type.</summary>
    public string ContentType => Encoding switch
    {
        ResponseEncoding.Yaml => "application/yaml",
        ResponseEncoding.Protobuf => ProtobufBody.MediaType,
        _ => "application/json",
    };

    /// <summary>The most wanted alternative of the <c>Accept</c> header that can be served.</summary>
    /// <param name="accept">The header; empty when the client does not say.</param>
    /// <param name="target">What is asked for.</param>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">There is none (406).</exception>
    public static ResponseFormat Negotiate(string accept, ResponseTarget target)
    {
        if (accept is "" or "application/json" or "*/*")
        {
            return PlainJson;
        }

        if (!IsOfferedByRoute(accept) && !target.IsCustom)
        {
            throw FrontErrors.NotOffered(target.IsList);
        }

        return TryNegotiate(accept, target) is { } format && !(target.IsWatch && format.Encoding == ResponseEncoding.Yaml)
            ? format
            : throw FrontErrors.NotAcceptable(target.IsWatch);
    }

    /// <summary>The representation for telling a failure: JSON when nothing that is asked for can be served.</summary>
    public static ResponseFormat ForFailure(string accept) =>
        accept is "" or "application/json" or "*/*" ? PlainJson : TryNegotiate(accept, PlainOnly) ?? PlainJson;

    // Without regard to parameters and weights, and blind to "application/*", as the routes of kube-apiserver are.
    private static bool IsOfferedByRoute(string accept)
    {
        foreach (var part in accept.AsSpan().Split(','))
        {
            var type = accept.AsSpan()[part];
            type = (type.IndexOf(';') is >= 0 and var parameters ? type[..parameters] : type).Trim();
            if (type is "*/*" or "application/json" or "application/yaml" or ProtobufBody.MediaType)
            {
                return true;
            }
        }

        return false;
    }

    private static ResponseFormat? TryNegotiate(string accept, ResponseTarget target)
    {
        foreach (var range in MediaRange.ParseAll(accept))
        {
            foreach (var (mediaType, encoding) in Encodings)
            {
                var streams = range.Stream.Length == 0 || (range.Stream == "watch" && encoding != ResponseEncoding.Yaml);
                if (range.Allows(mediaType) && streams && FormOf(range, encoding, target) is { } form)
                {
                    return new(form, encoding) { IsPretty = range.IsPretty, IsBeta = range.Version == Beta };
                }
            }
        }

        return null;
    }

    private static ResponseForm? FormOf(MediaRange range, ResponseEncoding encoding, ResponseTarget target) => range switch
    {
        { HasForm: false } => encoding == ResponseEncoding.Protobuf && target.IsCustom ? null : ResponseForm.Plain,
        _ when target.IsPlainOnly => null,
        { Version: Beta } when encoding == ResponseEncoding.Protobuf => null,
        { As: "Table", Group: MetaGroup, Version: "v1" or Beta } =>
            encoding == ResponseEncoding.Protobuf || !target.HasTable ? null : ResponseForm.Table,
        { As: "PartialObjectMetadata", Group: MetaGroup, Version: "v1" or Beta } => ResponseForm.PartialMetadata,
        { As: "PartialObjectMetadataList", Group: MetaGroup, Version: "v1" or Beta } => ResponseForm.PartialMetadataList,
        _ => null,
    };
}
