namespace Slipway.ApiServer.Http.Negotiation;

/// <summary>The representation that was agreed on.</summary>
/// <param name="Form">What the answer is made into.</param>
/// <param name="IsYaml">YAML instead of JSON.</param>
internal readonly record struct ResponseFormat(ResponseForm Form, bool IsYaml)
{
    private const string MetaGroup = "meta.k8s.io";

    /// <summary>The object as JSON: also what errors are told in.</summary>
    public static ResponseFormat PlainJson => new(ResponseForm.Plain, IsYaml: false);

    /// <summary>The first alternative of the <c>Accept</c> header that can be served.</summary>
    /// <param name="accept">The header; empty when the client does not say.</param>
    /// <param name="isCollection">Whether the answer is a list; it decides which name metadata-only answers have.</param>
    /// <param name="isWatch">Whether the answer is a stream, which is JSON only.</param>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">There is none (406).</exception>
    public static ResponseFormat Negotiate(string accept, bool isCollection, bool isWatch)
    {
        if (accept.Length == 0)
        {
            return PlainJson;
        }

        foreach (var range in MediaRange.ParseAll(accept))
        {
            var isYaml = range.IsYaml && !isWatch;
            if ((isYaml || range.AllowsJson) && FormOf(range, isCollection && !isWatch) is { } form)
            {
                return new(form, isYaml);
            }
        }

        throw FrontErrors.NotAcceptable();
    }

    private static ResponseForm? FormOf(MediaRange range, bool isList) => range switch
    {
        { As: "" } => ResponseForm.Plain,
        { As: "Table", Group: MetaGroup, Version: "v1" } => ResponseForm.Table,
        { As: "PartialObjectMetadataList", Group: MetaGroup, Version: "v1" } when isList => ResponseForm.PartialMetadata,
        { As: "PartialObjectMetadata", Group: MetaGroup, Version: "v1" } when !isList => ResponseForm.PartialMetadata,
        _ => null,
    };
}
