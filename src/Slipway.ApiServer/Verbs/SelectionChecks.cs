using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Checks the options of lists and watches, in kube-apiserver's order and words.</summary>
internal static class SelectionChecks
{
    private const string Match = "resourceVersionMatch";
    private const string Exact = "Exact";
    private const string NotOlderThan = "NotOlderThan";

    /// <summary>Reads the selectors and checks everything that needs no look at the store.</summary>
    /// <exception cref="KubeApiException">400 for a selector that cannot be read, 422 for options that do not go together.</exception>
    public static ObjectFilter Read(SelectionRequest request, ResourceInfo resource)
    {
        var filter = ObjectFilter.Parse(resource, request.LabelSelector, request.FieldSelector);
        var errors = request is WatchRequest { IsLegacyPath: false } ? WatchErrors(request) : ListErrors(request);
        if (errors is not null)
        {
            throw ApiErrors.InvalidOptions("ListOptions", errors);
        }

        filter.CheckFields();
        return request.Name.Length == 0 ? filter : filter.WithName(request.Name);
    }

    /// <summary>
    /// A watch from no version in particular asks for the state first, though it does not say so: kube-apiserver has that from the
    /// WatchList feature on.
    /// </summary>
    public static WatchRequest WithDefaults(WatchRequest request) =>
        request is { IsLegacyPath: false, SendInitialEvents: null, ResourceVersionMatch: "", ResourceVersion: "" or "0" }
            ? request with { SendInitialEvents = true, ResourceVersionMatch = NotOlderThan }
            : request;

    private static List<FieldError>? ListErrors(SelectionRequest request)
    {
        List<FieldError>? errors = null;
        var match = request.ResourceVersionMatch;
        if (match.Length > 0)
        {
            Add(request.ResourceVersion.Length == 0, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            Add(request.Continue.Length > 0, "resourceVersionMatch is forbidden when continue is provided");
            if (match is not (Exact or NotOlderThan))
            {
                (errors ??= []).Add(FieldError.NotSupported(Match, match, [Exact, NotOlderThan, ""]));
            }

            Add(match == Exact && request.ResourceVersion == "0", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }

        if (request.SendInitialEvents is not null)
        {
            (errors ??= []).Add(FieldError.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
        }

        return errors;

        void Add(bool applies, string why)
        {
            if (applies)
            {
                (errors ??= []).Add(FieldError.Forbidden(Match, why));
            }
        }
    }

    private static List<FieldError>? WatchErrors(SelectionRequest request)
    {
        List<FieldError>? errors = null;
        var match = request.ResourceVersionMatch;
        Add(
            request.SendInitialEvents is not null && match != NotOlderThan,
            "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        if (match.Length > 0)
        {
            Add(request.SendInitialEvents is null, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            if (match != NotOlderThan)
            {
                (errors ??= []).Add(FieldError.NotSupported(Match, match, [NotOlderThan]));
            }

            Add(request.Continue.Length > 0, "resourceVersionMatch is forbidden when continue is provided");
        }

        return errors;

        void Add(bool applies, string why)
        {
            if (applies)
            {
                (errors ??= []).Add(FieldError.Forbidden(Match, why));
            }
        }
    }
}
