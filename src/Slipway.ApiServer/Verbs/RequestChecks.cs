using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Finds the resource of a request and checks its options.</summary>
internal static class RequestChecks
{
    /// <summary>The resource that a request is about, when it serves the verb at this path.</summary>
    /// <exception cref="KubeApiException">404 when there is no such resource, 405 when it has no such verb.</exception>
    public static ResourceInfo Resolve(ResourceRegistry registry, ApiRequest request, string verb, bool named)
    {
        var reference = request.Resource;
        var isBuiltIn = ResourceRegistry.IsBuiltIn(reference.Group, reference.Version);
        if (!registry.TryFind(reference.Group, reference.Version, reference.Plural, out var resource)
            || (!resource.Namespaced && request.Namespace.Length > 0))
        {
            throw isBuiltIn ? ApiErrors.NoSuchResource() : ApiErrors.PageNotFound();
        }

        if (reference.Subresource.Length > 0)
        {
            if (!resource.Subresources.TryGetValue(reference.Subresource, out var subresource))
            {
                // kube-apiserver routes a custom resource's unknown subresource to a handler that finds nothing.
                throw resource.IsCustom && named ? NotFoundSubresource(resource, request) : ApiErrors.NoSuchResource();
            }

            if (subresource.Verbs.Contains(verb) && (verb == "get" || !resource.Rules.IsComputed))
            {
                return resource;
            }

            throw resource.IsCustom ? ApiErrors.NotSupported(resource, verb) : ApiErrors.MethodNotAllowed();
        }

        // What cannot be read has no path of its own for one of it.
        if (named && isBuiltIn && !resource.Allows("get"))
        {
            throw ApiErrors.NoSuchResource();
        }

        var isPlaced = !resource.Namespaced || request.Namespace.Length > 0 || verb is "list" or "watch";
        if (!isPlaced && (named || resource.IsCustom))
        {
            throw resource.IsCustom ? ApiErrors.PageNotFound() : ApiErrors.NoSuchResource();
        }

        var isTaken = !resource.Rules.IsComputed || verb is "get" or "list" or "watch";
        return isTaken && isPlaced && resource.Allows(verb) ? resource : throw ApiErrors.MethodNotAllowed();
    }

    public static WriteScope Scope(ResourceInfo resource, WriteRequest request, string name, string optionsKind)
    {
        var errors = new List<FieldError>();
        CheckPatch(request as PatchRequest, errors);
        ManagerName.Check(request.FieldManager, errors);
        CheckDryRun(request.DryRun, errors);
        if (request.FieldValidation is not ("" or "Ignore" or "Warn" or "Strict"))
        {
            errors.Add(FieldError.NotSupported("fieldValidation", request.FieldValidation, ["", "Ignore", "Strict", "Warn"]));
        }

        if (errors.Count > 0)
        {
            throw ApiErrors.InvalidOptions(optionsKind, errors);
        }

        return new WriteScope
        {
            Resource = resource,
            Subresource = request.Resource.Subresource,
            Key = new ObjectKey(request.Namespace, name),
            Request = request,
            User = request.User,
            DryRun = !request.DryRun.IsDefaultOrEmpty,
            FieldValidation = request.FieldValidation switch
            {
                "Strict" => FieldValidationMode.Strict,
                "Ignore" => FieldValidationMode.Ignore,
                _ => FieldValidationMode.Warn,
            },
            Manager = ManagerName.Of(request),
            OptionsKind = optionsKind,
        };
    }

    public static bool CheckDeletion(DeletionRequest request)
    {
        var errors = new List<FieldError>();
        CheckDryRun(request.DryRun, errors);
        if (request.OrphanDependents is not null && request.PropagationPolicy.Length > 0)
        {
            errors.Add(FieldError.Invalid(
                "propagationPolicy", request.PropagationPolicy, "orphanDependents and deletionPropagation cannot be both set"));
        }

        if (request.PropagationPolicy is not ("" or "Foreground" or "Background" or "Orphan"))
        {
            errors.Add(FieldError.NotSupported("propagationPolicy", request.PropagationPolicy, ["Foreground", "Background", "Orphan", "nil"]));
        }

        return errors.Count > 0 ? throw ApiErrors.InvalidOptions("DeleteOptions", errors) : !request.DryRun.IsDefaultOrEmpty;
    }

    private static void CheckDryRun(ImmutableArray<string> dryRun, List<FieldError> errors)
    {
        if (!dryRun.IsDefaultOrEmpty && dryRun.Any(value => value != "All"))
        {
            errors.Add(FieldError.NotSupported("dryRun", new JsonArray([.. dryRun.Select(value => (JsonNode)value)]), ["All"]));
        }
    }

    private static void CheckPatch(PatchRequest? patch, List<FieldError> errors)
    {
        if (patch is { PatchType: PatchType.Apply, FieldManager.Length: 0 })
        {
            errors.Add(FieldError.Required("fieldManager", "is required for apply patch"));
        }
        else if (patch is { PatchType: not PatchType.Apply, Force: not null })
        {
            errors.Add(FieldError.Forbidden("force", "may not be specified for non-apply patch"));
        }
    }

    private static KubeApiException NotFoundSubresource(ResourceInfo resource, ApiRequest request) => ApiErrors.NotFound(
        resource,
        request switch
        {
            GetRequest get => get.Name,
            UpdateRequest update => update.Name,
            PatchRequest patch => patch.Name,
            CreateRequest create => create.Name,
            _ => "",
        });
}
