using System.Text.Json.Nodes;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.CloudInit;
using Slipway.Kubeadm.Json;

namespace Slipway.Kubeadm.Ignition;

/// <summary>Renders boot instructions as an Ignition configuration, which Flatcar and Fedora CoreOS read at their first boot.</summary>
internal static class IgnitionConfig
{
    /// <summary>The version of Ignition's specification; the machine's Ignition must be 2.13 or later.</summary>
    public const string Version = "3.3.0";

    /// <summary>The user data.</summary>
    /// <exception cref="InvalidBootDataException">Ignition has no way to do something that is wanted.</exception>
    public static string Render(BootInstructions instructions)
    {
        var spec = instructions.Spec;
        IgnitionLimits.Check(spec);
        var config = new JsonObject { ["ignition"] = new JsonObject { ["version"] = Version } }
            .With("passwd", IgnitionUsers.Section(spec.Users))
            .With("storage", new JsonObject()
                .With("disks", IgnitionDisks.Disks(spec.DiskSetup))
                .With("filesystems", IgnitionDisks.Filesystems(spec.DiskSetup))
                .With("files", IgnitionFiles.Section(instructions)))
            .With("systemd", new JsonObject { ["units"] = IgnitionUnits.Section(spec) });
        if (spec.Ignition?.ContainerLinuxConfig is { AdditionalConfig: { Length: > 0 } additional } wanted)
        {
            IgnitionMerge.Into(config, AdditionalConfig.Read(additional, wanted.Strict == true));
        }

        return config.ToJsonString(JsonText.Options);
    }
}
