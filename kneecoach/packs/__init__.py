"""Read and check packs: folders of YAML that hold exercises and programmes."""
